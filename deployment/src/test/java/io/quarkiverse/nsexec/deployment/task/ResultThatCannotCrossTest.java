package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.sql.Connection;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** The path to the offending field is named. */
class ResultThatCannotCrossTest {

    record Author(String name, Connection connection) {
    }

    record Report(Author author) {
    }

    @ApplicationScoped
    static class Bean {
        @Isolated
        Report task() {
            return null;
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "ResultThatCannotCrossTest$Bean#task() = Report.author.connection: java.sql.Connection: the result cannot cross")
                    .hasMessageContaining("Fix: pass the data"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
