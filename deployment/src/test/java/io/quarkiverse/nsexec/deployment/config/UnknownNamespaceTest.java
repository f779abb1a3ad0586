package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class UnknownNamespaceTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("namespaces", "user,pid,mount,network")
            .assertException(reports("namespaces = network: there is no namespace of this name"));
}
