package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class TimeOffsetOfZeroTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("namespaces", "user,pid,mount,time",
            "time-offsets.monotonic", "0s")
            .assertException(reports("time-offsets.monotonic = 0s: must be a duration above zero"));
}
