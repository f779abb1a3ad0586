package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class UidWithoutGidMappingTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("uid-mappings", "0:100000:65536")
            .assertException(reports(
                    "uid-mappings = 0:100000:65536: a user namespace needs both mappings, and gid-mappings is not set"));
}
