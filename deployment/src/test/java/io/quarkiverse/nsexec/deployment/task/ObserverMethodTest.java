package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** The container calls observers, with arguments that only it has. */
class ObserverMethodTest {

    @ApplicationScoped
    static class Bean {
        @Isolated
        void onEvent(@Observes String event) {
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "ObserverMethodTest$Bean#onEvent(java.lang.String) = @Isolated: an observer method is called by the container")
                    .hasMessageContaining("Fix: isolate a business method"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
