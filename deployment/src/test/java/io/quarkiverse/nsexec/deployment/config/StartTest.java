package io.quarkiverse.nsexec.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.deployment.ConfigScans;
import io.quarkiverse.nsexec.runtime.config.ProfileLimits;
import io.quarkiverse.nsexec.runtime.config.Profiles;
import io.quarkus.runtime.configuration.ConfigurationException;

/** What an operator sets when the application starts. */
class StartTest {

    private static final List<String> WITH_PROFILE_A = List.of("a.user", "0");

    @Test
    void smallestLimits() {
        ProfileLimits limits = start("timeout", "1ms", "kill-grace-period", "1ms", "max-concurrent", "1", "queue-size", "0",
                "max-payload", "1").limits("");
        assertThat(limits).isEqualTo(new ProfileLimits(Duration.ofMillis(1), Duration.ofMillis(1), 1, 0, 1));
    }

    @Test
    void largestLimits() {
        ProfileLimits limits = start("timeout", "36500d", "kill-grace-period", "36500d", "max-concurrent", "2147483647",
                "queue-size", "2147483647", "max-payload", "1G").limits("");
        assertThat(limits).isEqualTo(new ProfileLimits(Duration.ofDays(36500), Duration.ofDays(36500), Integer.MAX_VALUE,
                Integer.MAX_VALUE, 1L << 30));
        assertThat(limits.timeout().toNanos()).isPositive();
    }

    @Test
    void beyondTheLargestLimits() {
        refuses("quarkus.nsexec.timeout = 36501d: must be a duration of at most 36500d", "timeout", "36501d");
        refuses("quarkus.nsexec.timeout = PT99999999999999999H: must be a duration.", "timeout", "PT99999999999999999H");
        refuses("quarkus.nsexec.timeout = 99999999999999999999: must be a duration.", "timeout", "99999999999999999999");
        refuses("quarkus.nsexec.max-concurrent = 2147483648: must be a whole number", "max-concurrent", "2147483648");
        refuses("quarkus.nsexec.max-payload = 1073741825: must be from 1 to", "max-payload", "1073741825");
        refuses("quarkus.nsexec.max-payload = 9999999999T: must be from 1 to", "max-payload", "9999999999T");
    }

    @Test
    void sizesAreInPowersOf1024() {
        assertThat(start("max-payload", "2k").limits("").maxPayload()).isEqualTo(2048);
        assertThat(start("max-payload", "2B").limits("").maxPayload()).isEqualTo(2);
        refuses("quarkus.nsexec.max-payload = 1.5M: must be a size", "max-payload", "1.5M");
        refuses("quarkus.nsexec.max-payload = M: must be a size", "max-payload", "M");
    }

    @Test
    void durationsInTheFormsOfQuarkus() {
        assertThat(start("timeout", "90").limits("").timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(start("timeout", "1h30m").limits("").timeout()).isEqualTo(Duration.ofMinutes(90));
        assertThat(start("timeout", " PT1M ").limits("").timeout()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void limitsOfNamedProfile() {
        Profiles profiles = ConfigScans.start(WITH_PROFILE_A, Map.of(), "a.queue-size", "3");
        assertThat(profiles.limits("a").queueSize()).isEqualTo(3);
        assertThat(profiles.limits("").queueSize()).isEqualTo(100);
    }

    @Test
    void limitsFromEnvironmentVariables() {
        Profiles profiles = ConfigScans.start(WITH_PROFILE_A, Map.of("QUARKUS_NSEXEC_TIMEOUT", "5s",
                "QUARKUS_NSEXEC_KILL_GRACE_PERIOD", "2s", "QUARKUS_NSEXEC__A__MAX_CONCURRENT", "7",
                "QUARKUS_NSEXEC__A__QUEUE_SIZE", "8"));
        assertThat(profiles.limits("").timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(profiles.limits("").killGracePeriod()).isEqualTo(Duration.ofSeconds(2));
        assertThat(profiles.limits("a").maxConcurrent()).isEqualTo(7);
        assertThat(profiles.limits("a").queueSize()).isEqualTo(8);
    }

    @Test
    void unknownProfileIsRefusedAtStart() {
        refuses("quarkus.nsexec.\"b\".timeout = 5s: the profile \"b\" was not there when the application was built",
                "\"b\".timeout", "5s");
        refuses("quarkus.nsexec.\"b\".user = 0: the profile \"b\" was not there when the application was built",
                "\"b\".user", "0");
    }

    @Test
    void unknownProfileOfEnvironmentVariableIsRefusedAtStart() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConfigScans.start(WITH_PROFILE_A, Map.of("QUARKUS_NSEXEC__B__TIMEOUT", "5s")))
                .withMessageContaining("quarkus.nsexec.\"b\".* = (not shown): the profile \"b\" was not there")
                .withMessageContaining("known are the default one, \"a\".");
    }

    @Test
    void unknownKeyIsRefusedAtStart() {
        refuses("quarkus.nsexec.timeouts = 5s: is an unknown key", "timeouts", "5s");
    }

    @Test
    void isolationSettingsOfTheBuildStay() {
        Profiles profiles = ConfigScans.start(List.of("oom-score-adj", "700"), Map.of("QUARKUS_NSEXEC_SETGROUPS", "allow"),
                "oom-score-adj", "1", "user", "5");
        assertThat(profiles.sandbox("").oomScoreAdj()).isEqualTo(700);
        assertThat(profiles.sandbox("").user()).isZero();
        assertThat(profiles.sandbox("").setgroups()).isNull();
    }

    @Test
    void profileThatIsNotThereIsNamedWithThoseThatAre() {
        Profiles profiles = ConfigScans.start(WITH_PROFILE_A, Map.of());
        assertThat(profiles.names()).containsExactly("", "a");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> profiles.sandbox("b"))
                .withMessageContaining("\"b\"").withMessageContaining("a");
    }

    private static Profiles start(String... keysAndValues) {
        return ConfigScans.start(WITH_PROFILE_A, Map.of(), keysAndValues);
    }

    private static void refuses(String violation, String... keysAndValues) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> start(keysAndValues))
                .withMessageStartingWith("Quarkus Nsexec: 1 rule is broken:\n  - " + violation);
    }
}
