package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class NamespaceCreatedAndJoinedTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("namespaces", "user,pid,mount,net",
            "join.net", "/run/netns/a")
            .assertException(reports("join.\"net\" = /run/netns/a: a namespace must not be both created and joined"));
}
