package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class OomScoreOfNoNumberTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("oom-score-adj", "high")
            .assertException(reports("oom-score-adj = high: must be a whole number from -1000 to 1000"));
}
