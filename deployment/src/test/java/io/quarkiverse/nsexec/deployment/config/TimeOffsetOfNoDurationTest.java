package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class TimeOffsetOfNoDurationTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("namespaces", "user,pid,mount,time",
            "time-offsets.boottime", "1x")
            .assertException(reports("time-offsets.boottime = 1x: must be a duration"));
}
