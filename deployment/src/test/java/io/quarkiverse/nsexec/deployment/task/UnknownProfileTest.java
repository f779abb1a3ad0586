package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** A profile must be configured while the application is built. */
class UnknownProfileTest {

    @ApplicationScoped
    static class Bean {
        @Isolated("untrusted")
        void task() {
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.nsexec.pdf.hostname", "pdf")
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "UnknownProfileTest$Bean#task() = untrusted: there is no profile of this name; known: the default one (no name), pdf")
                    .hasMessageContaining("quarkus.nsexec.\"untrusted\""));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
