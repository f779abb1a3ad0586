package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class EmptyEnvironmentNameTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("environment.\"\"", "secret")
            .assertException(reports("environment.\"\" = (not shown): the name of an environment variable must not be empty"));
}
