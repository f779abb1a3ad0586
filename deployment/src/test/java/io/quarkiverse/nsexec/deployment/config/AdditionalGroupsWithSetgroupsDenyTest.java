package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class AdditionalGroupsWithSetgroupsDenyTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("uid-mappings", "0:100000:1000",
            "gid-mappings", "0:100000:1000",
            "additional-groups", "20",
            "setgroups", "deny")
            .assertException(reports("additional-groups = 20: cannot be set with setgroups=deny"));
}
