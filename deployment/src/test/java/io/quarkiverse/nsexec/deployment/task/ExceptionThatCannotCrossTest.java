package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** The fields of an exception cross too. */
class ExceptionThatCannotCrossTest {

    static class Broken extends Exception {
        private static final long serialVersionUID = 1L;
        Thread thread;
    }

    @ApplicationScoped
    static class Bean {
        @Isolated
        void task() throws Broken {
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "ExceptionThatCannotCrossTest$Bean#task() = Broken.thread: java.lang.Thread: the exception cannot cross"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
