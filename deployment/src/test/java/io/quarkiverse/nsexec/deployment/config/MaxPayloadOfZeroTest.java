package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class MaxPayloadOfZeroTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("max-payload", "0")
            .assertException(reports("max-payload = 0: must be from 1 to 1073741824 bytes"));
}
