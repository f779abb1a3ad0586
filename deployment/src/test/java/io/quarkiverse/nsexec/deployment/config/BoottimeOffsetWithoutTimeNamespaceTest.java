package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class BoottimeOffsetWithoutTimeNamespaceTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("namespaces", "user,pid,mount",
            "time-offsets.boottime", "1h")
            .assertException(reports("time-offsets.boottime = 1h: needs a created time namespace"));
}
