package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** An operator's spelling must not be lost against that of the application. */
class TwoSpellingsAtStartTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("\"untrusted\".hostname", "a", "\"untrusted\".timeout", "3s")
            .overrideRuntimeConfigKey("quarkus.nsexec.untrusted.timeout", "1s")
            .overrideRuntimeConfigKey("quarkus.nsexec.untrusted.hostname", "b")
            .overrideRuntimeConfigKey("quarkus.nsexec.untrusted.queue-size", "1")
            .assertException(reports(
                    "untrusted.hostname = b: is the same key as quarkus.nsexec.\"untrusted\".hostname, which is set too",
                    "untrusted.queue-size = 1: spells its profile in another way than quarkus.nsexec.\"untrusted\".hostname",
                    "untrusted.timeout = 1s: is the same key as quarkus.nsexec.\"untrusted\".timeout, which is set too"));
}
