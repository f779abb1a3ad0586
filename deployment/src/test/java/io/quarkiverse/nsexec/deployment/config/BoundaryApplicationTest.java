package io.quarkiverse.nsexec.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.runtime.config.Profiles;
import io.quarkus.test.QuarkusUnitTest;

/** The values on the boundaries, in an application that is really built and started. */
class BoundaryApplicationTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = BrokenBuild.application(
            "\"all\".namespaces", "user,pid,mount,net,ipc,uts,cgroup,time",
            "\"all\".time-offsets.monotonic", "1ms",
            "\"all\".time-offsets.boottime", "36500d",
            "\"all\".oom-score-adj", "1000",
            "\"all\".hostname", "a".repeat(64),
            "\"few\".namespaces", "pid,mount",
            "\"few\".user", "4294967294",
            "\"few\".oom-score-adj", "-1000",
            "\"few\".working-directory", "/",
            "\"lines\".uid-mappings", Mappings.ofLines(340),
            "\"lines\".gid-mappings", "0:100000:10,10:100010:10",
            "\"lines\".user", "339",
            "\"lines\".additional-groups", "19",
            "\"bytes\".uid-mappings", Mappings.ofBytes(4095),
            "\"bytes\".gid-mappings", "0:0:4294967295",
            "\"bytes\".group", "4294967294",
            "\"joins\".join.net", "/run/netns/a",
            "\"joins\".timeout", "1ms",
            "\"joins\".kill-grace-period", "36500d",
            "\"joins\".max-concurrent", "1",
            "\"joins\".queue-size", "0",
            "\"joins\".max-payload", "1G");

    @Inject
    Profiles profiles;

    @Test
    void isBuiltAndStarted() {
        assertThat(profiles.names()).containsExactly("", "all", "bytes", "few", "joins", "lines");
        assertThat(profiles.sandbox("all").boottimeOffset()).isEqualTo(Duration.ofDays(36500));
        assertThat(profiles.sandbox("few").user()).isEqualTo(4294967294L);
        assertThat(profiles.sandbox("lines").uidMappings()).hasSize(340);
        assertThat(profiles.sandbox("bytes").gidMappings()).singleElement().extracting("size").isEqualTo(4294967295L);
        assertThat(profiles.limits("joins").maxPayload()).isEqualTo(1L << 30);
    }
}
