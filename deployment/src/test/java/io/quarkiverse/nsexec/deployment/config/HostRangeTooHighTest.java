package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class HostRangeTooHighTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("uid-mappings", "0:4294967294:2",
            "gid-mappings", "0:self:1")
            .assertException(reports("uid-mappings = 0:4294967294:2: the host range must not end above 4294967294"));
}
