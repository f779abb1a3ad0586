package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class MonotonicOffsetWithoutTimeNamespaceTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("time-offsets.monotonic", "1h")
            .assertException(reports("time-offsets.monotonic = 1h: needs a created time namespace"));
}
