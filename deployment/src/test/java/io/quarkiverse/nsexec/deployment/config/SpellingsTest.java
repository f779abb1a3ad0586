package io.quarkiverse.nsexec.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.deployment.ConfigScans;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Two names that mean the same key, or the same profile. */
class SpellingsTest {

    private static final List<String> WITH_PROFILE = List.of("\"untrusted\".user", "0");

    @Test
    void keyWithAndWithoutQuotesIsRefused() {
        String same = "quarkus.nsexec.untrusted.timeout = 1s: is the same key as quarkus.nsexec.\"untrusted\".timeout, which is"
                + " set too. Fix: spell the profile alike in all sources, best in quotes, as an environment variable"
                + " QUARKUS_NSEXEC__UNTRUSTED__TIMEOUT.";
        assertThat(ConfigScans.violations("\"untrusted\".user", "0", "\"untrusted\".timeout", "3s", "untrusted.timeout", "1s"))
                .containsExactly(same);
        refusesStart(same, Map.of(), "\"untrusted\".timeout", "3s", "untrusted.timeout", "1s");
        refusesStart(same, Map.of("QUARKUS_NSEXEC_UNTRUSTED_TIMEOUT", "1s"), "\"untrusted\".timeout", "3s");
    }

    @Test
    void otherKeyOfTheSameProfileIsRefused() {
        String other = "quarkus.nsexec.untrusted.max-concurrent = 0: spells its profile in another way than"
                + " quarkus.nsexec.\"untrusted\".timeout, and only one of them would be read. Fix: ";
        refusesStart(other, Map.of(), "\"untrusted\".timeout", "3s", "untrusted.max-concurrent", "0");
        refusesStart(other, Map.of("QUARKUS_NSEXEC_UNTRUSTED_MAX_CONCURRENT", "0"), "\"untrusted\".timeout", "3s");
        refusesStart(other, Map.of("QUARKUS_NSEXEC__UNTRUSTED__TIMEOUT", "3s"), "untrusted.max-concurrent", "0");
    }

    @Test
    void isolationSettingIsRefusedAtStartToo() {
        refusesStart("quarkus.nsexec.untrusted.user = 5: is the same key as quarkus.nsexec.\"untrusted\".user,", Map.of(),
                "\"untrusted\".user", "0", "untrusted.user", "5");
        refusesStart("quarkus.nsexec.untrusted.group = 5: spells its profile in another way", Map.of(),
                "\"untrusted\".user", "0", "untrusted.group", "5");
    }

    @Test
    void environmentVariableIsToldWhereTheProfilesNameHasADash() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConfigScans.start(List.of("\"my-own\".user", "0"),
                        Map.of("QUARKUS_NSEXEC_MY_OWN_QUEUE_SIZE", "1"), "\"my-own\".timeout", "3s"))
                .withMessageContaining("- quarkus.nsexec.my-own.queue-size = 1: spells its profile in another way");
    }

    @Test
    void valuesOfVariablesAreNotTold() {
        assertThat(ConfigScans.violations("\"a\".environment.\"X\"", "secret", "a.environment.\"X\"", "secret",
                "environment.\"Y\"", "secret", "environment.Y", "secret")).hasSize(2)
                .allSatisfy(violation -> assertThat(violation).contains("(not shown): is the same key as")
                        .doesNotContain("secret"));
    }

    @Test
    void namespaceWithAndWithoutQuotesIsRefused() {
        assertThat(ConfigScans.violations("join.\"net\"", "/a", "join.net", "/b")).singleElement().asString()
                .startsWith("quarkus.nsexec.join.net = /b: is the same key as quarkus.nsexec.join.\"net\", which is set too.");
        assertThat(ConfigScans.violations("join.\"net\"", "/a", "join.ipc", "/b")).isEmpty();
    }

    @Test
    void listBesideItsEntriesIsRefused() {
        assertThat(ConfigScans.violations("namespaces", "pid,mount", "namespaces[0]", "pid", "namespaces[1]", "mount"))
                .hasSize(2).first().asString()
                .startsWith("quarkus.nsexec.namespaces[0] = pid: is the same key as quarkus.nsexec.namespaces, which");
    }

    @Test
    void emptyListBesideItsEntriesIsRefused() {
        assertThat(ConfigScans.violations("namespaces", "", "namespaces[0]", "pid", "namespaces[1]", "mount"))
                .anyMatch(violation -> violation.startsWith("quarkus.nsexec.namespaces = : must not be empty"));
        assertThat(ConfigScans.violations("\"a\".namespaces", "", "\"a\".namespaces[0]", "pid", "\"a\".namespaces[1]", "mount"))
                .anyMatch(violation -> violation.startsWith("quarkus.nsexec.\"a\".namespaces = : must not be empty"));
    }

    @Test
    void emptyEntryOfAListIsRefused() {
        assertThat(ConfigScans.violations("namespaces[0]", ""))
                .anyMatch(violation -> violation.startsWith("quarkus.nsexec.namespaces[0] = : must not be empty"));
    }

    @Test
    void oneSpellingIsEnough() {
        for (String name : new String[] { "untrusted", "\"untrusted\"" }) {
            assertThat(ConfigScans.violations(name + ".user", "0", name + ".timeout", "1s")).isEmpty();
            assertThat(ConfigScans.start(WITH_PROFILE, Map.of(), name + ".timeout", "1s").limits("untrusted").timeout())
                    .isEqualTo(Duration.ofSeconds(1));
        }
        for (String variable : new String[] { "QUARKUS_NSEXEC_UNTRUSTED_TIMEOUT", "QUARKUS_NSEXEC__UNTRUSTED__TIMEOUT" }) {
            assertThat(ConfigScans.start(WITH_PROFILE, Map.of(variable, "1s")).limits("untrusted").timeout())
                    .isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void profilesMayDifferInTheirSpelling() {
        assertThat(ConfigScans.violations("\"a\".user", "0", "b.user", "0")).isEmpty();
    }

    @Test
    void sourceOverridesTheSameSpellingOfALowerOne() {
        assertThat(ConfigScans.start(WITH_PROFILE, Map.of("QUARKUS_NSEXEC__UNTRUSTED__TIMEOUT", "1s"),
                "\"untrusted\".timeout", "3s").limits("untrusted").timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(ConfigScans.start(WITH_PROFILE, Map.of("QUARKUS_NSEXEC_UNTRUSTED_TIMEOUT", "1s"),
                "untrusted.timeout", "3s").limits("untrusted").timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(ConfigScans.start(WITH_PROFILE, Map.of("QUARKUS_NSEXEC_TIMEOUT", "1s"), "timeout", "3s").limits("")
                .timeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void otherConfigurationProfileIsNotInForce() {
        assertThat(ConfigScans.violationsOfWholeKeys("quarkus.nsexec.\"a\".user", "0", "%prod.quarkus.nsexec.a.user", "5"))
                .isEmpty();
        assertThat(ConfigScans.violationsOfWholeKeys("quarkus.nsexec.\"a\".user", "0", "%test.quarkus.nsexec.a.user", "5"))
                .hasSize(1);
        assertThat(ConfigScans.violationsOfWholeKeys("quarkus.nsexec.\"a\".user", "x", "%test.quarkus.nsexec.\"a\".user", "0"))
                .isEmpty();
    }

    private static void refusesStart(String violation, Map<String, String> environment, String... atStart) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConfigScans.start(WITH_PROFILE, environment, atStart))
                .withMessageContaining("\n  - " + violation);
    }
}
