package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** Whoever merely operates the service cannot add a profile. */
class ProfileOfRunTimeKeysOnlyTest {

    @ApplicationScoped
    static class Bean {
        @Isolated("tuned")
        void task() {
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.nsexec.tuned.timeout", "5s")
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("#task() = tuned: there is no profile of this name"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
