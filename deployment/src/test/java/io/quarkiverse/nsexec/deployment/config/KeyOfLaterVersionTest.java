package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class KeyOfLaterVersionTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("limits.memory", "512M")
            .assertException(reports("limits.memory = 512M: is not supported in this version"));
}
