package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class MappingSizeBelowOneTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("uid-mappings", "0:100000:0",
            "gid-mappings", "0:self:1")
            .assertException(
                    reports("uid-mappings = 0:100000:0: the size of container:host:size must be a whole number from 1"));
}
