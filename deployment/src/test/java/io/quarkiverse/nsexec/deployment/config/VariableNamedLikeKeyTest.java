package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class VariableNamedLikeKeyTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("environment.user", "secret")
            .assertException(reports(
                    "environment.user = (not shown): is either a variable of the default profile, or a key of a profile that cannot have this name"));
}
