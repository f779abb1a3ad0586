package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class SelfWithLargerSizeTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("uid-mappings", "0:self:2",
            "gid-mappings", "0:self:1")
            .assertException(reports("uid-mappings = 0:self:2: 'self' is a single id, so its size must be 1"));
}
