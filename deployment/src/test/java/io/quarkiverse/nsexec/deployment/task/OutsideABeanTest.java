package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** Only calls of beans are intercepted. */
class OutsideABeanTest {

    static class NoBean {
        @Isolated
        void task() {
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .assertException(failure -> assertThat(failure).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("OutsideABeanTest$NoBean#task() = @Isolated: ")
                    .hasMessageContaining("is no CDI bean")
                    .hasMessageContaining("Fix: add a scope to the class, such as @ApplicationScoped"));

    @Test
    void failsTheBuild() {
        fail("the build should have failed");
    }
}
