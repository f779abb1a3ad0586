package io.quarkiverse.nsexec.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.deployment.ConfigScans;
import io.quarkus.runtime.configuration.ConfigurationException;

/** What is known as a key, and what is not, in all the ways in which sources spell one. */
class KeyNamesTest {

    @Test
    void nothingIsValid() {
        assertThat(ConfigScans.violations()).isEmpty();
    }

    @Test
    void userNamespaceIsJoinedAndNoProfileIsCalledJoin() {
        assertThat(ConfigScans.profile("", "join.user", "/proc/1/ns/user").join()).hasSize(1);
        assertThat(ConfigScans.violations("join.\"user\"", "/proc/1/ns/user")).isEmpty();
        assertThat(ConfigScans.violations("\"join\".user", "0")).singleElement().asString()
                .startsWith("quarkus.nsexec.\"join\".user = 0: a profile must not have the name of a key");
    }

    @Test
    void quotedVariableMayHaveTheNameOfAKey() {
        assertThat(ConfigScans.profile("", "environment.\"user\"", "x").environment()).isEqualTo(Map.of("user", "x"));
        assertThat(ConfigScans.profile("a", "\"a\".environment.user", "x").environment()).isEqualTo(Map.of("user", "x"));
    }

    @Test
    void profileNamedLikeAMapIsRefused() {
        assertThat(ConfigScans.violations("environment.namespaces", "pid,mount")).hasSize(1);
        assertThat(ConfigScans.violations("\"environment\".namespaces", "pid,mount")).singleElement().asString()
                .contains("a profile must not have the name of a key");
        assertThat(ConfigScans.violations("environment.environment.A", "secret")).singleElement().asString()
                .contains("a profile must not have the name of a key").doesNotContain("secret");
    }

    @Test
    void noProfileIsNamedLikeAnyKeyOfThisOrALaterVersion() {
        for (String key : new String[] { "namespaces", "join", "uid-mappings", "gid-mappings", "setgroups", "user", "group",
                "additional-groups", "oom-score-adj", "hostname", "domainname", "time-offsets", "working-directory",
                "environment",
                "inherit-environment", "timeout", "kill-grace-period", "max-concurrent", "queue-size", "max-payload",
                "root-filesystem", "mounts", "capabilities", "no-new-privileges", "seccomp", "rlimits", "sysctls", "limits",
                "worker", "prepared", "mode", "id-range", "cgroup" }) {
            assertThat(ConfigScans.violations("\"" + key + "\".oom-score-adj", "1")).singleElement().asString()
                    .startsWith("quarkus.nsexec.\"" + key + "\".oom-score-adj = 1: a profile must not have the name of a key");
            assertThat(ConfigScans.violations("\"" + key + "s\".oom-score-adj", "1")).isEmpty();
        }
    }

    @Test
    void keysOfLaterVersionsAreToldAsSuch() {
        for (String key : new String[] { "root-filesystem", "mounts.\"/data\".type", "capabilities", "no-new-privileges",
                "seccomp",
                "rlimits.nofile", "sysctls.\"net.a\"", "limits.memory", "limits.cpus", "worker.heap", "prepared", "mode",
                "id-range",
                "cgroup.parent", "mounts.\"/data\".source" }) {
            assertThat(ConfigScans.violations(key, "1")).singleElement().asString()
                    .isEqualTo("quarkus.nsexec." + key + " = 1: is not supported in this version. Fix: remove it.");
        }
    }

    @Test
    void listsMayBeSpelledWithAnIndex() {
        assertThat(ConfigScans.profile("", "namespaces[0]", "pid", "namespaces[1]", "mount").create()).hasSize(2);
        assertThat(ConfigScans.violations("hostname[0]", "a")).singleElement().asString().contains("is an unknown key");
    }

    @Test
    void quotesNeedNotBeThere() {
        assertThat(ConfigScans.profile("a", "a.user", "0").user()).isZero();
        assertThat(ConfigScans.profile("a.b", "\"a.b\".user", "0").user()).isZero();
    }

    @Test
    void dotsInNamesWithoutQuotesAreUnknownKeys() {
        assertThat(ConfigScans.violations("a.b.user", "0")).singleElement().asString().contains("is an unknown key");
        assertThat(ConfigScans.violations("environment.a.b", "secret")).singleElement().asString()
                .contains("nearest known one is quarkus.nsexec.environment.\"a.b\"").doesNotContain("secret");
    }

    @Test
    void emptyValueMeansNotSetElsewhere() {
        assertThat(ConfigScans.violations("hostname", "", "user", "", "timeout", "")).isEmpty();
    }

    @Test
    void secretsBehindExpressionsAreNotTold() {
        assertThat(ConfigScans.violations("usr", "${quarkus.nsexec.environment.A}", "environment.A", "secret")).singleElement()
                .asString().startsWith("quarkus.nsexec.usr = ${quarkus.nsexec.environment.A}: is an unknown key");
    }

    @Test
    void expressionThatCannotBeResolvedIsToldWhenItIsRead() {
        assertThat(ConfigScans.violations("\"a\".hostname", "${not.there}", "user", "${not.there:0}", "timeout", "${not.there}",
                "oom-score-adj", "${not.there:}")).singleElement().asString().startsWith("quarkus.nsexec.\"a\".hostname ="
                        + " ${not.there}: holds an expression that cannot be resolved")
                .contains("Fix: set what it names");
        assertThat(ConfigScans.start(List.of(), Map.of(), "hostname", "${not.there}")).isNotNull();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConfigScans.start(List.of(), Map.of(), "timeout", "${not.there}"))
                .withMessageContaining("quarkus.nsexec.timeout = ${not.there}: holds an expression that cannot be resolved");
    }

    @Test
    void environmentVariablesAreNotJudgedByTheirSpelling() {
        assertThat(ConfigScans.violations(Map.of("QUARKUS_NSEXEC_FOO", "1", "QUARKUS_NSEXEC_TIMEOUT", "5s"))).isEmpty();
    }

    @Test
    void environmentVariablesAreJudgedByTheirValue() {
        assertThat(ConfigScans.violations(Map.of("QUARKUS_NSEXEC_OOM_SCORE_ADJ", "1001"))).singleElement().asString()
                .startsWith("quarkus.nsexec.oom-score-adj = 1001: must be");
    }
}
