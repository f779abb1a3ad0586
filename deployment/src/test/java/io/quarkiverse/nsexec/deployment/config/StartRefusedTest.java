package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** A good build does not help where an operator adds what it does not know. */
class StartRefusedTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("\"a\".user", "0")
            .overrideRuntimeConfigKey("quarkus.nsexec.\"a\".queue-size", "-1")
            .overrideRuntimeConfigKey("quarkus.nsexec.\"b\".timeout", "5s")
            .overrideRuntimeConfigKey("quarkus.nsexec.timeouts", "5s")
            .assertException(reports("\"a\".queue-size = -1: must be a whole number",
                    "\"b\".timeout = 5s: the profile \"b\" was not there when the application was built",
                    "timeouts = 5s: is an unknown key"));
}
