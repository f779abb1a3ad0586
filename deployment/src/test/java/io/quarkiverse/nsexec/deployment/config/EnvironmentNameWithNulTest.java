package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class EnvironmentNameWithNulTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("environment.\"A\0B\"", "secret")
            .assertException(reports(
                    "environment.\"A\\u0000B\" = (not shown): the name of an environment variable must not contain NUL"));
}
