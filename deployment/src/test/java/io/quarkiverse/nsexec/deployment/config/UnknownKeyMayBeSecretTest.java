package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class UnknownKeyMayBeSecretTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("enviroment.TOKEN", "secret")
            .assertException(reports(
                    "enviroment.TOKEN = (not shown): is an unknown key. Fix: the nearest known one is quarkus.nsexec.environment.\"TOKEN\"."));
}
