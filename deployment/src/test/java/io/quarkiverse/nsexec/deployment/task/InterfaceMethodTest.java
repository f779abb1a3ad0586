package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** Methods do not inherit annotations from interfaces. */
class InterfaceMethodTest {

    interface Service {
        @Isolated
        void task();
    }

    @ApplicationScoped
    static class Bean implements Service {
        @Override
        public void task() {
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("InterfaceMethodTest$Service#task() = @Isolated: on a method of an interface")
                    .hasMessageContaining("Fix: annotate the method of the bean"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
