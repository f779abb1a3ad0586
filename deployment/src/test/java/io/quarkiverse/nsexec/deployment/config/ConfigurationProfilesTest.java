package io.quarkiverse.nsexec.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.deployment.ConfigScans;

/** Keys for one of Quarkus' configuration profiles; active is the one called test. */
class ConfigurationProfilesTest {

    @Test
    void unknownKeyIsUnknownInEveryConfigurationProfile() {
        assertThat(ConfigScans.violationsOfWholeKeys("%prod.quarkus.nsexec.hostnam", "a")).singleElement().asString()
                .startsWith("%prod.quarkus.nsexec.hostnam = a: is an unknown key");
        assertThat(ConfigScans.violationsOfWholeKeys("%test.quarkus.nsexec.hostnam", "a")).singleElement().asString()
                .startsWith("%test.quarkus.nsexec.hostnam = a: is an unknown key");
        assertThat(ConfigScans.violationsOfWholeKeys("%{dev,prod}.quarkus.nsexec.hostnam", "a")).hasSize(1);
    }

    @Test
    void profileOfAnotherConfigurationProfileNeedNotBeThere() {
        assertThat(ConfigScans.violationsOfWholeKeys("%prod.quarkus.nsexec.a.timeout", "1s")).isEmpty();
        assertThat(ConfigScans.violationsOfWholeKeys("%test.quarkus.nsexec.a.timeout", "1s")).hasSize(1);
        assertThat(ConfigScans.violationsOfWholeKeys("%{dev,test}.quarkus.nsexec.a.timeout", "1s")).hasSize(1);
        assertThat(
                ConfigScans.violationsOfWholeKeys("%test.quarkus.nsexec.a.timeout", "1s", "%test.quarkus.nsexec.a.user", "0"))
                .isEmpty();
    }

    @Test
    void valuesOfOtherConfigurationProfilesAreNotInForce() {
        assertThat(ConfigScans.violationsOfWholeKeys("%prod.quarkus.nsexec.user", "x")).isEmpty();
        assertThat(ConfigScans.violationsOfWholeKeys("%test.quarkus.nsexec.user", "x")).hasSize(1);
        assertThat(ConfigScans.violationsOfWholeKeys("%prod.quarkus.nsexec.uid-mappings", "")).isEmpty();
        assertThat(ConfigScans.violationsOfWholeKeys("%test.quarkus.nsexec.namespaces", "")).hasSize(1);
    }

    @Test
    void keysOfOthersAreNoneOfOurs() {
        assertThat(ConfigScans.violationsOfWholeKeys("my.quarkus.nsexec.foo", "1", "quarkus.nsexecs.foo", "1")).isEmpty();
    }
}
