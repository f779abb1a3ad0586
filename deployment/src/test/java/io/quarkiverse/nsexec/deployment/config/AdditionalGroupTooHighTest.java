package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class AdditionalGroupTooHighTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("namespaces", "pid,mount",
            "additional-groups", "20,4294967295")
            .assertException(reports("additional-groups = 4294967295: must be a whole number from 0 to 4294967294"));
}
