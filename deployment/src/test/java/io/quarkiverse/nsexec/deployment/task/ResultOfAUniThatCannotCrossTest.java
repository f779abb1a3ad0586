package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** Of a Uni, the item crosses. */
class ResultOfAUniThatCannotCrossTest {

    @ApplicationScoped
    static class Bean {
        @Isolated
        Uni<List<Object>> task() {
            return null;
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("#task() = List[]: java.lang.Object: the result cannot cross")
                    .hasMessageContaining("Fix: declare the type"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
