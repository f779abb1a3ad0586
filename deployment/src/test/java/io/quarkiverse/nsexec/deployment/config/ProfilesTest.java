package io.quarkiverse.nsexec.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.runtime.config.IdMapping;
import io.quarkiverse.nsexec.runtime.config.Namespace;
import io.quarkiverse.nsexec.runtime.config.Profiles;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;
import io.quarkus.test.QuarkusUnitTest;

/** Every key reaches the profile that it was written for, in an application that was really built and started. */
class ProfilesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.nsexec.oom-score-adj", "700")
            .overrideConfigKey("quarkus.nsexec.queue-size", "7")
            .overrideConfigKey("quarkus.nsexec.environment.LANG", "C.UTF-8")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".namespaces", "pid, mount,uts,time,user")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".uid-mappings", "0:self:1,1:100000:1001")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".gid-mappings", "0:100000:65536")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".setgroups", "allow")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".user", "1000")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".group", "1001")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".additional-groups", "20,44")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".oom-score-adj", "-1")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".hostname", "inspector")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".domainname", "example.org")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".time-offsets.monotonic", "1h")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".time-offsets.boottime", "7d")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".working-directory", "/tmp")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".environment.\"user\"", "x")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".environment.EMPTY", "")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".inherit-environment", "TZ")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".timeout", "20s")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".kill-grace-period", "500ms")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".max-concurrent", "3")
            .overrideConfigKey("quarkus.nsexec.\"a.b\".max-payload", "64M")
            .overrideConfigKey("quarkus.nsexec.joins.join.user", "/proc/1/ns/user")
            .overrideConfigKey("quarkus.nsexec.bare.namespaces", "pid,mount");

    @Inject
    Profiles profiles;

    @Test
    void namesAreThoseOfTheBuildTimeKeysAndTheDefaultOne() {
        assertThat(profiles.names()).containsExactly("", "a.b", "bare", "joins");
    }

    @Test
    void defaultProfileHasDefaultsForWhatIsNotSet() {
        SandboxProfile profile = profiles.sandbox("");
        assertThat(profile.create()).containsExactly(Namespace.USER, Namespace.PID, Namespace.MOUNT, Namespace.NET,
                Namespace.IPC, Namespace.UTS, Namespace.CGROUP);
        assertThat(profile.uidMappings()).containsExactly(new IdMapping(0, IdMapping.SELF, 1));
        assertThat(profile.gidMappings()).containsExactly(new IdMapping(0, IdMapping.SELF, 1));
        assertThat(profile.setgroups()).isNull();
        assertThat(profile.user()).isZero();
        assertThat(profile.group()).isZero();
        assertThat(profile.oomScoreAdj()).isEqualTo(700);
        assertThat(profile.hostname()).isEqualTo("sandbox");
        assertThat(profile.workingDirectory()).isEqualTo("/");
        assertThat(profile.environment()).containsExactly(Map.entry("LANG", "C.UTF-8"));
        assertThat(profiles.limits("").timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(profiles.limits("").killGracePeriod()).isEqualTo(Duration.ofSeconds(1));
        assertThat(profiles.limits("").maxConcurrent()).isGreaterThanOrEqualTo(4);
        assertThat(profiles.limits("").queueSize()).isEqualTo(7);
        assertThat(profiles.limits("").maxPayload()).isEqualTo(16L << 20);
    }

    @Test
    void namedProfileInheritsNothingFromTheDefaultOne() {
        SandboxProfile profile = profiles.sandbox("a.b");
        assertThat(profile.create()).containsExactly(Namespace.USER, Namespace.PID, Namespace.MOUNT, Namespace.UTS,
                Namespace.TIME);
        assertThat(profile.uidMappings()).containsExactly(new IdMapping(0, IdMapping.SELF, 1), new IdMapping(1, 100000, 1001));
        assertThat(profile.gidMappings()).containsExactly(new IdMapping(0, 100000, 65536));
        assertThat(profile.setgroups()).isTrue();
        assertThat(profile.user()).isEqualTo(1000);
        assertThat(profile.group()).isEqualTo(1001);
        assertThat(profile.additionalGroups()).isEqualTo(List.of(20L, 44L));
        assertThat(profile.oomScoreAdj()).isEqualTo(-1);
        assertThat(profile.hostname()).isEqualTo("inspector");
        assertThat(profile.domainname()).isEqualTo("example.org");
        assertThat(profile.monotonicOffset()).isEqualTo(Duration.ofHours(1));
        assertThat(profile.boottimeOffset()).isEqualTo(Duration.ofDays(7));
        assertThat(profile.workingDirectory()).isEqualTo("/tmp");
        assertThat(profile.environment()).containsExactly(Map.entry("EMPTY", ""), Map.entry("user", "x"));
        assertThat(profile.inheritEnvironment()).containsExactly("TZ");
        assertThat(profiles.limits("a.b").timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(profiles.limits("a.b").killGracePeriod()).isEqualTo(Duration.ofMillis(500));
        assertThat(profiles.limits("a.b").maxConcurrent()).isEqualTo(3);
        assertThat(profiles.limits("a.b").queueSize()).isEqualTo(100);
        assertThat(profiles.limits("a.b").maxPayload()).isEqualTo(64L << 20);
    }

    @Test
    void whatIsJoinedIsNotCreatedAsWell() {
        SandboxProfile profile = profiles.sandbox("joins");
        assertThat(profile.join()).containsExactly(Map.entry(Namespace.USER, "/proc/1/ns/user"));
        assertThat(profile.create()).doesNotContain(Namespace.USER);
        assertThat(profile.uidMappings()).isEmpty();
        assertThat(profile.user()).isZero();
    }

    @Test
    void withoutUserNamespaceIdsStayAsTheyAre() {
        SandboxProfile profile = profiles.sandbox("bare");
        assertThat(profile.uidMappings()).isEmpty();
        assertThat(profile.gidMappings()).isEmpty();
        assertThat(profile.user()).isEqualTo(SandboxProfile.UNCHANGED);
        assertThat(profile.group()).isEqualTo(SandboxProfile.UNCHANGED);
        assertThat(profile.hostname()).isNull();
    }
}
