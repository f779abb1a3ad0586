package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** A timeout is a duration. */
class TimeoutThatIsNoDurationTest {

    @ApplicationScoped
    static class Bean {
        @Isolated(timeout = "soon")
        void task() {
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("TimeoutThatIsNoDurationTest$Bean#task() = soon: the timeout must be a duration")
                    .hasMessageContaining("Fix: write one such as 20s"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
