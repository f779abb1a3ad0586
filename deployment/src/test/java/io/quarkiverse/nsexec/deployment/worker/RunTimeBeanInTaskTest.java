package io.quarkiverse.nsexec.deployment.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.ExecutorService;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class RunTimeBeanInTaskTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Task.class, Helper.class))
            .assertException(e -> assertThat(e).hasStackTraceContaining(ConfigurationException.class.getName())
                    .hasStackTraceContaining("Task -> ").hasStackTraceContaining("Task#helper: ")
                    .hasStackTraceContaining("Helper#executor: java.util.concurrent.ExecutorService")
                    .hasStackTraceContaining("Fix: "));

    @Test
    void isABuildErrorWithThePathToIt() {
        fail("the build should have failed");
    }

    @ApplicationScoped
    static class Task {

        @Inject
        Helper helper;

        @Isolated
        public void run() {
            helper.run();
        }
    }

    @ApplicationScoped
    static class Helper {

        @Inject
        ExecutorService executor;

        void run() {
        }
    }
}
