package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class EnvironmentValueWithNulTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("environment.\"A\"", "secret\0")
            .assertException(
                    reports("environment.\"A\" = (not shown): the value of an environment variable must not contain NUL"));
}
