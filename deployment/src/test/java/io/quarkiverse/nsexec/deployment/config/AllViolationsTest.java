package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class AllViolationsTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("usr", "0",
            "user", "x",
            "namespaces", "user,mount",
            "\"a\".oom-score-adj", "1001",
            "\"a\".hostname", "${x:a}{b}",
            "\"b\".timeout", "1s",
            "\"a\".working-directory", "tmp")
            .assertException(reports("\"a\".hostname = a{b}: must consist of",
                    "\"a\".oom-score-adj = 1001: must be",
                    "\"a\".working-directory = tmp: must be",
                    "\"b\".timeout = 1s: the profile",
                    "namespaces = user,mount: pid must",
                    "user = x: must be",
                    "usr = 0: is an unknown key"));
}
