package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ProfileWithoutNameTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("\"<default>\".user", "0")
            .assertException(reports("\"<default>\".user = 0: is no name for a profile"));
}
