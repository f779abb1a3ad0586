package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class DefaultUserNotCoveredTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("uid-mappings", "1000:self:1",
            "gid-mappings", "0:self:1")
            .assertException(reports("user = 0 (the default): no entry of uid-mappings covers it"));
}
