package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class KeyOfLaterVersionInNamedProfileTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("\"untrusted\".user", "0",
            "\"untrusted\".seccomp", "default")
            .assertException(reports("\"untrusted\".seccomp = default: is not supported in this version"));
}
