package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ProfileWithRunTimeKeysOnlyTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("\"untrusted\".timeout", "5s",
            "\"images\".user", "0")
            .assertException(reports(
                    "\"untrusted\".timeout = 5s: the profile \"untrusted\" has run-time keys only, so there is no such profile. Fix: correct the name, or set a build-time key of it when you build; known are the default one, \"images\"."));
}
