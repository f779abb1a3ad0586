package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class InheritedPatternTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("inherit-environment", "*").assertException(
            reports("inherit-environment = *: the name of an environment variable to inherit must consist of letters"));
}
