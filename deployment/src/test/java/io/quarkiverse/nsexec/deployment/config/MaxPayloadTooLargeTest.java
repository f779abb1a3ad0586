package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class MaxPayloadTooLargeTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("max-payload", "1025M")
            .assertException(reports("max-payload = 1025M: must be from 1 to 1073741824 bytes"));
}
