package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** Only calls of beans are intercepted, also where the class is annotated. */
class ClassOutsideABeanTest {

    @Isolated
    static class NoBean {
        void task() {
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("ClassOutsideABeanTest$NoBean = @Isolated: ")
                    .hasMessageContaining("is no CDI bean")
                    .hasMessageContaining("Fix: add a scope"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
