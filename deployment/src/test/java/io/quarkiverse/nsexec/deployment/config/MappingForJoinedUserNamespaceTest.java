package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class MappingForJoinedUserNamespaceTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("join.user", "/proc/1/ns/user",
            "uid-mappings", "0:self:1",
            "gid-mappings", "0:self:1")
            .assertException(reports("gid-mappings = 0:self:1: a joined user namespace has its mappings already",
                    "uid-mappings = 0:self:1: a joined user namespace has its mappings already"));
}
