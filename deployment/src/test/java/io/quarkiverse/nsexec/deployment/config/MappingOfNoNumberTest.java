package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class MappingOfNoNumberTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("uid-mappings", "0:root:1",
            "gid-mappings", "0:self:1")
            .assertException(reports("uid-mappings = 0:root:1: the host of container:host:size must be a whole number"));
}
