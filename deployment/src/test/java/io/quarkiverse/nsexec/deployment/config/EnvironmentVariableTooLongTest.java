package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class EnvironmentVariableTooLongTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("environment.\"A\"", "x".repeat(131_070)).assertException(
            reports("environment.\"A\" = (not shown): an environment variable must not have more than 131071 bytes"));
}
