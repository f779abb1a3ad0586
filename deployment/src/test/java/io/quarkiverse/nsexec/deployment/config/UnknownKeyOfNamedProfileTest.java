package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class UnknownKeyOfNamedProfileTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("\"untrusted\".user", "0",
            "\"untrusted\".oom-score", "1")
            .assertException(reports(
                    "\"untrusted\".oom-score = (not shown): is an unknown key. Fix: the nearest known one is quarkus.nsexec.\"untrusted\".oom-score-adj."));
}
