package io.quarkiverse.nsexec.deployment.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.test.QuarkusUnitTest;

class RunTimeBeanBesideTaskTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Task.class));

    @Inject
    Task task;

    @Test
    void mayBeLookedUpWhereTheTaskDoesNotRunIt() throws Exception {
        assertThat(task.inTheService()).isEqualTo("ran");
        assertThat(task.isolated()).isEqualTo(2);
    }

    @ApplicationScoped
    static class Task {

        @Inject
        Instance<ExecutorService> executor;

        public String inTheService() throws Exception {
            return executor.get().submit(() -> "ran").get();
        }

        @Isolated
        public long isolated() {
            return ProcessHandle.current().pid();
        }
    }
}
