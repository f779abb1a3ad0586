package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class TimeOffsetOfJoinedNamespaceTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("join.time", "/proc/1/ns/time",
            "time-offsets.monotonic", "1h")
            .assertException(reports("time-offsets.monotonic = 1h: needs a created time namespace"));
}
