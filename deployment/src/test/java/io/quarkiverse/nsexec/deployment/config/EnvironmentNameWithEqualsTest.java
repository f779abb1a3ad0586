package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class EnvironmentNameWithEqualsTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("environment.\"A=B\"", "secret")
            .assertException(
                    reports("environment.\"A=B\" = (not shown): the name of an environment variable must not contain '='"));
}
