package io.quarkiverse.nsexec.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** A configuration with which no application must come to be. */
abstract class BrokenBuild {

    @Test
    void isNotReached() {
        fail("the application was built and started");
    }

    /** An application with keys and values that alternate; the keys without their common prefix. */
    static QuarkusUnitTest application(String... keysAndValues) {
        QuarkusUnitTest application = new QuarkusUnitTest()
                .withApplicationRoot(jar -> jar.addClasses(BrokenBuild.class, Mappings.class));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            application.overrideConfigKey("quarkus.nsexec." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return application;
    }

    /** Of a report with just these violations: key, value and rule, as far as they are told here; three dots leave out more. */
    static Consumer<Throwable> reports(String... violations) {
        return thrown -> {
            assertThat(thrown).isInstanceOf(ConfigurationException.class);
            String[] lines = thrown.getMessage().split("\n {2}- ");
            assertThat(lines).hasSize(violations.length + 1);
            assertThat(lines[0]).isEqualTo("Quarkus Nsexec: " + violations.length
                    + (violations.length == 1 ? " rule is broken:" : " rules are broken:"));
            for (int i = 0; i < violations.length; i++) {
                String[] parts = violations[i].split("\\.\\.\\.");
                assertThat(lines[i + 1]).startsWith("quarkus.nsexec." + parts[0]).contains(parts).contains(". Fix: ");
            }
        };
    }
}
