package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ContainerRangeTooHighTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("uid-mappings", "0:self:1,1:100000:4294967295",
            "gid-mappings", "0:self:1")
            .assertException(reports("uid-mappings = 1:100000:4294967295: the container range must not end above 4294967294"));
}
