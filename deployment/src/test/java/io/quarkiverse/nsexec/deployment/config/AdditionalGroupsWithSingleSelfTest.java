package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class AdditionalGroupsWithSingleSelfTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("additional-groups", "0")
            .assertException(reports("additional-groups = 0: does not go with a single 'self' mapping"));
}
