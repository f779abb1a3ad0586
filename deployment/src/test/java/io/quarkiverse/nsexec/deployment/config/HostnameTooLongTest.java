package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class HostnameTooLongTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("hostname", "a".repeat(65))
            .assertException(reports("hostname = " + "a".repeat(65) + ": must have 1 to 64 characters"));
}
