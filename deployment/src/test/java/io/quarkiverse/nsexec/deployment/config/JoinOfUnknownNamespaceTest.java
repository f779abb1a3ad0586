package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class JoinOfUnknownNamespaceTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("join.network", "/run/netns/a")
            .assertException(reports("join.\"network\" = /run/netns/a: there is no namespace of this name"));
}
