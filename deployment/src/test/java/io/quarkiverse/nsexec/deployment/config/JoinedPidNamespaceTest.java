package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class JoinedPidNamespaceTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("join.pid", "/proc/1/ns/pid")
            .assertException(reports("join.\"pid\" = /proc/1/ns/pid: the pid namespace must be created and not joined"));
}
