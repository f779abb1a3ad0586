package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class MappingWithoutUserNamespaceTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("namespaces", "pid,mount",
            "uid-mappings", "0:self:1",
            "gid-mappings", "0:self:1")
            .assertException(reports("gid-mappings = 0:self:1: needs a created user namespace",
                    "uid-mappings = 0:self:1: needs a created user namespace"));
}
