package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.InputStream;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** A stream belongs to its process. */
class ParameterThatCannotCrossTest {

    @ApplicationScoped
    static class Bean {
        @Isolated
        void task(InputStream in) {
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "ParameterThatCannotCrossTest$Bean#task(java.io.InputStream) = InputStream: java.io.InputStream: the parameter in cannot cross the process boundary")
                    .hasMessageContaining("Fix: pass the content as byte[]"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
