package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class WorkingDirectoryNotAbsoluteTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("working-directory", "tmp")
            .assertException(reports("working-directory = tmp: must be an absolute path"));
}
