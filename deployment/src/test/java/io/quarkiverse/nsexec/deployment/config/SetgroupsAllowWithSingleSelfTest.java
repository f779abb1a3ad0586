package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class SetgroupsAllowWithSingleSelfTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("setgroups", "allow")
            .assertException(reports("setgroups = allow: does not go with a single 'self' mapping"));
}
