package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** The sandbox must not choose a class of the service. */
class ClassNamesAsTypeIdsTest {

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    public static class Any {
        public String a;
    }

    @ApplicationScoped
    static class Bean {
        @Isolated
        Any task() {
            return null;
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "#task() = Any: io.quarkiverse.nsexec.deployment.task.ClassNamesAsTypeIdsTest$Any: the result cannot cross")
                    .hasMessageContaining("Id.CLASS")
                    .hasMessageContaining("Fix: use Id.NAME with @JsonSubTypes"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
