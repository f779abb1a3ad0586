package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** What is not in the index is not known. */
class TypeOutsideTheIndexTest {

    @ApplicationScoped
    static class Bean {
        @Isolated
        void task(Tuple a) {
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("= Tuple: org.assertj.core.groups.Tuple: the parameter a cannot cross")
                    .hasMessageContaining("quarkus.index-dependency"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
