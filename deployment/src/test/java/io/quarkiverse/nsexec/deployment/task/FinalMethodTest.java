package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** A final method is refused although ArC could remove the word: who wrote it meant it. */
class FinalMethodTest {

    @ApplicationScoped
    static class Bean {
        @Isolated
        public final void task() {
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("FinalMethodTest$Bean#task() = @Isolated: a final method cannot be intercepted")
                    .hasMessageContaining("Fix: remove the word final"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
