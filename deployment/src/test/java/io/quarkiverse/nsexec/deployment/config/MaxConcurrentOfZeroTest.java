package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class MaxConcurrentOfZeroTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("max-concurrent", "0")
            .assertException(reports("max-concurrent = 0: must be a whole number from 1 to 2147483647"));
}
