package io.quarkiverse.nsexec.deployment.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkiverse.nsexec.LauncherException;
import io.quarkiverse.nsexec.TaskKilledException;
import io.quarkiverse.nsexec.TaskRejectedException;
import io.quarkiverse.nsexec.TaskTimeoutException;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * How tasks end that do not end by themselves. Each tells that it runs by creating a file, which works as long as file systems
 * are
 * not isolated.
 */
class TaskLifetimeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Endless.class, TaskLifetimeTest.class))
            .overrideConfigKey("quarkus.nsexec.\"single\".hostname", "single")
            .overrideRuntimeConfigKey("quarkus.nsexec.\"single\".max-concurrent", "1")
            .overrideRuntimeConfigKey("quarkus.nsexec.\"single\".queue-size", "0")
            .overrideRuntimeConfigKey("endless.timeout", "1500ms");

    @Inject
    Endless endless;

    private String started;

    @BeforeEach
    void nameTheFile() throws IOException {
        started = Files.createTempDirectory("nsexec-test-").resolve("started").toString();
    }

    @AfterEach
    void removeTheFile() throws IOException {
        Files.deleteIfExists(Path.of(started));
        Files.delete(Path.of(started).getParent());
    }

    @Test
    void aTaskThatTakesTooLongIsEnded() {
        assertThatThrownBy(() -> endless.impatient(started)).isInstanceOf(TaskTimeoutException.class)
                .hasMessageContaining("Endless#impatient").hasMessageContaining("1500 ms");
        awaitNoTask();
    }

    @Test
    void anInterruptionOfTheCallerEndsTheTask() throws Exception {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                endless.run(started);
            } catch (Throwable e) {
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                seen.complete(e);
            }
        });
        caller.start();
        awaitStart();
        caller.interrupt();
        assertThat(seen.get(30, TimeUnit.SECONDS)).isInstanceOf(TaskKilledException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        awaitNoTask();
    }

    @Test
    void aMethodThatDeclaresInterruptedExceptionThrowsIt() throws Exception {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                endless.interruptible(started);
            } catch (Throwable e) {
                seen.complete(e);
            }
        });
        caller.start();
        awaitStart();
        caller.interrupt();
        assertThat(seen.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void cancellingAUniEndsTheTask() {
        Cancellable subscription = endless.uni(started).subscribe().with(ignored -> {
        });
        awaitStart();
        subscription.cancel();
        awaitNoTask();
    }

    @Test
    void cancellingAFutureEndsTheTask() {
        CompletionStage<Void> stage = endless.stage(started);
        awaitStart();
        stage.toCompletableFuture().cancel(true);
        awaitNoTask();
    }

    @Test
    void aFullProfileRejectsAndRecovers() {
        CompletableFuture<Void> first = endless.single(started).toCompletableFuture();
        awaitStart();
        assertThatThrownBy(() -> endless.short_()).isInstanceOf(TaskRejectedException.class)
                .hasMessageContaining("quarkus.nsexec.\"single\".max-concurrent");
        first.cancel(true);
        awaitNoTask();
        assertThat(endless.short_()).isEqualTo(2);
    }

    @Test
    void theEndOfTheLauncherFailsTheTaskAndTheNextCallWorks() throws Exception {
        CompletableFuture<Void> task = endless.stage(started).toCompletableFuture();
        awaitStart();
        ProcessHandle launcher = ProcessHandle.current().children()
                .filter(child -> comm(child.pid()).startsWith("nsexec")).filter(child -> child.parent().isPresent())
                .min((a, b) -> Long.compare(a.pid(), b.pid())).orElseThrow();
        launcher.destroyForcibly();
        assertThatThrownBy(() -> task.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(LauncherException.class);
        assertThat(endless.quick()).isEqualTo(2);
    }

    private static String comm(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private void awaitStart() {
        await().alias("the task has started").until(() -> Files.exists(Path.of(started)));
    }

    /** The launcher has no child any more. */
    private static void awaitNoTask() {
        await().alias("nothing of the task is left").until(
                () -> ProcessHandle.current().descendants().allMatch(process -> comm(process.pid()).equals("nsexec-launcher")
                        || comm(process.pid()).isEmpty()));
    }

    @ApplicationScoped
    static class Endless {

        @Isolated
        public void run(String started) {
            endlessly(started);
        }

        @Isolated(timeout = "${endless.timeout:1h}")
        public void impatient(String started) {
            endlessly(started);
        }

        @Isolated
        public void interruptible(String started) throws InterruptedException {
            endlessly(started);
        }

        @Isolated
        public Uni<Void> uni(String started) {
            endlessly(started);
            return null;
        }

        @Isolated
        public CompletionStage<Void> stage(String started) {
            endlessly(started);
            return null;
        }

        @Isolated("single")
        public CompletionStage<Void> single(String started) {
            endlessly(started);
            return null;
        }

        @Isolated("single")
        public long short_() {
            return ProcessHandle.current().pid();
        }

        @Isolated
        public long quick() {
            return ProcessHandle.current().pid();
        }

        private static void endlessly(String started) {
            try {
                Files.createFile(Path.of(started));
                Thread.currentThread().join();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
