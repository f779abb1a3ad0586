package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** Type variables stand for what the bean says. */
class GenericSuperclassTest {

    static class Base<T> {
        @Isolated
        public T task(T value) {
            return value;
        }
    }

    @ApplicationScoped
    static class Bean extends Base<Thread> {
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "GenericSuperclassTest$Bean#task(java.lang.Object) = Thread: java.lang.Thread: the result cannot cross"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
