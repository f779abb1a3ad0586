package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class PidWithoutMountTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("namespaces", "user,pid")
            .assertException(reports("namespaces = user,pid: pid needs mount beside it"));
}
