package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class PidWithJoinedMountTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("join.mount", "/proc/1/ns/mnt")
            .assertException(reports("join.\"mount\" = /proc/1/ns/mnt: pid needs a created mount namespace"));
}
