package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class QueueSizeBelowZeroTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("queue-size", "-1")
            .assertException(reports("queue-size = -1: must be a whole number from 0 to 2147483647"));
}
