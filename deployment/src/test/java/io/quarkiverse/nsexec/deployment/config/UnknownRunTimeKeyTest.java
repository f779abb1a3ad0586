package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class UnknownRunTimeKeyTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("timeouts", "5s")
            .assertException(
                    reports("timeouts = 5s: is an unknown key. Fix: the nearest known one is quarkus.nsexec.timeout."));
}
