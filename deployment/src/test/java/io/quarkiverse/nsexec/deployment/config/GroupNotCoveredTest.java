package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class GroupNotCoveredTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("uid-mappings", "0:100000:1000",
            "gid-mappings", "0:100000:1000",
            "group", "1000")
            .assertException(reports("group = 1000: no entry of gid-mappings covers it"));
}
