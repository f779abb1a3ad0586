package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class AllRunTimeViolationsTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("timeout", "0s",
            "queue-size", "-1",
            "\"a\".user", "0",
            "\"a\".max-payload", "0",
            "\"a\".max-concurrent", "many")
            .assertException(reports("\"a\".max-concurrent = many: must",
                    "\"a\".max-payload = 0: must",
                    "queue-size = -1: must",
                    "timeout = 0s: must"));
}
