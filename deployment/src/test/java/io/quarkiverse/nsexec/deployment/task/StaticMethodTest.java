package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** Nothing can intercept a call of a static method. */
class StaticMethodTest {

    @ApplicationScoped
    static class Bean {
        @Isolated
        static void task(int a) {
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("StaticMethodTest$Bean#task(int) = @Isolated: a static method cannot be intercepted")
                    .hasMessageContaining("Fix: remove the word static"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
