package io.quarkiverse.nsexec.deployment.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkiverse.nsexec.LauncherException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A service that has no descriptor left for the pipes of a worker.
 */
class TooManyOpenFilesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Echo.class, TooManyOpenFilesTest.class));

    @Inject
    Echo echo;

    @Test
    void areToldAsAnExceptionOfTheExtension() throws Exception {
        loadWhatTheFailureNeeds();
        Throwable failure;
        // made before, as it needs descriptors itself; each line that it is sent takes it one step further
        Process limiter = new ProcessBuilder("sh", "-c", "p=$1; before=$(prlimit --pid $p --nofile --noheadings --output=SOFT);"
                + " read step; prlimit --pid $p --nofile=8:; echo done; read step; prlimit --pid $p --nofile=$before:; echo done",
                "sh", Long.toString(ProcessHandle.current().pid())).start();
        try (BufferedReader answers = limiter.inputReader(); BufferedWriter steps = limiter.outputWriter()) {
            step(steps, answers);
            failure = catchThrowable(() -> echo.echo("a"));
            step(steps, answers);
        }
        assertThat(limiter.waitFor()).isZero();
        assertThat(failure).isInstanceOfSatisfying(LauncherException.class, e -> {
            assertThat(e).hasMessageContaining("A worker for " + Echo.class.getName() + "#echo").hasMessageContaining("EMFILE");
            assertThat(e.errno()).isEqualTo("EMFILE");
        });
        assertThat(echo.echo("after")).isEqualTo("after");
    }

    /** Their files cannot be opened later on. */
    private void loadWhatTheFailureNeeds() throws ClassNotFoundException {
        echo.echo("warm");
        for (String name : List.of("launch.Errno", "launch.ErrnoException", "task.CallerFrames")) {
            Class.forName("io.quarkiverse.nsexec.runtime." + name, true, Thread.currentThread().getContextClassLoader());
        }
        assertThat(catchThrowable(() -> {
            throw new LauncherException("", "", "", "");
        })).isNotNull();
    }

    private static void step(BufferedWriter steps, BufferedReader answers) throws IOException {
        steps.write("\n");
        steps.flush();
        assertThat(answers.readLine()).isEqualTo("done");
    }

    @ApplicationScoped
    static class Echo {

        @Isolated
        public String echo(String text) {
            return text;
        }
    }
}
