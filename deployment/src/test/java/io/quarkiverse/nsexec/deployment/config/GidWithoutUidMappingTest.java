package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class GidWithoutUidMappingTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("gid-mappings", "0:100000:65536")
            .assertException(reports(
                    "gid-mappings = 0:100000:65536: a user namespace needs both mappings, and uid-mappings is not set"));
}
