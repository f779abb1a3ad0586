package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** Methods do not inherit annotations of those that they implement. */
class AbstractMethodTest {

    abstract static class Base {
        @Isolated
        abstract void task();
    }

    @ApplicationScoped
    static class Bean extends Base {
        @Override
        void task() {
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("AbstractMethodTest$Base#task() = @Isolated: on an abstract method")
                    .hasMessageContaining("Fix: annotate the method that implements it"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
