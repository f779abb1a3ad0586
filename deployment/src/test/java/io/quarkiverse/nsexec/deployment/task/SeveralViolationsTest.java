package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** All violations are in one report. */
class SeveralViolationsTest {

    @ApplicationScoped
    static class Bean {
        @Isolated("nope")
        private void a() {
        }

        @Isolated(value = "nope", timeout = "never")
        Object b(Thread t) {
            return null;
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("5 rules are broken")
                    .hasMessageContaining("#a() = @Isolated: a private method")
                    .hasMessageContaining("#b(java.lang.Thread) = nope:")
                    .hasMessageContaining("= never:")
                    .hasMessageContaining("= Object: java.lang.Object")
                    .hasMessageContaining("= Thread: java.lang.Thread"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
