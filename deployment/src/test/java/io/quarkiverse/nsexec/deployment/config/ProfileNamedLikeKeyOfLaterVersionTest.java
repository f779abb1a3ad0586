package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ProfileNamedLikeKeyOfLaterVersionTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("\"worker\".user", "0")
            .assertException(reports("\"worker\".user = 0: a profile must not have the name of a key of the default profile"));
}
