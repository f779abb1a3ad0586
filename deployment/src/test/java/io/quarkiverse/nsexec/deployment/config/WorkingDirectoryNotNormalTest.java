package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class WorkingDirectoryNotNormalTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("working-directory", "/tmp/../etc")
            .assertException(reports("working-directory = /tmp/../etc: must be a normal path"));
}
