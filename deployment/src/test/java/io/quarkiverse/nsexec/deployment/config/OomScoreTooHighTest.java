package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class OomScoreTooHighTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("oom-score-adj", "1001")
            .assertException(reports("oom-score-adj = 1001: must be a whole number from -1000 to 1000"));
}
