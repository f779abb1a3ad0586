package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class KillGracePeriodBelowZeroTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("kill-grace-period", "PT-1S")
            .assertException(reports("kill-grace-period = PT-1S: must be a duration above zero"));
}
