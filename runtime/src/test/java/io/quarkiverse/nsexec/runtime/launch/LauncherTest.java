package io.quarkiverse.nsexec.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.nsexec.LauncherException;
import io.quarkiverse.nsexec.runtime.TestProfiles;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;

@Timeout(120)
class LauncherTest {

    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;
    private static final Patience IMPATIENT = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(2),
            Duration.ofMillis(300),
            Duration.ofMillis(300));

    private final Launcher launcher = new Launcher();

    @AfterEach
    void close() {
        launcher.close();
    }

    @Test
    void runsAProgramAndReportsItsExitAndUsage() throws Exception {
        Sandbox sandbox = start("/bin/sh", "-c", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; exit 7");

        assertThat(get(sandbox.started())).isPositive();
        ExitReport report = get(sandbox.exited()).orElseThrow();
        assertThat(report.code()).isEqualTo(ExitReport.EXITED);
        assertThat(report.exitCode()).isEqualTo(7);
        assertThat(report.usage().peakMemory()).isGreaterThan(100_000).isLessThan(1L << 30);
        assertThat(report.usage().wall()).isPositive();
        assertThat(report.usage().userCpu().plus(report.usage().systemCpu())).isPositive();
        get(sandbox.reaped());
    }

    @Test
    void aProgramThatIsMissingIsAnExecFailure() throws Exception {
        Sandbox sandbox = start("/no/such/program");

        LauncherException failure = failure(sandbox.started());
        assertThat(LaunchErrors.isExecFailure(failure)).isTrue();
        assertThat(failure.errno()).isEqualTo("ENOENT");
        assertThat(failure).hasMessageContaining("/no/such/program");
        assertThat(failure(sandbox.exited())).isSameAs(failure);
        get(sandbox.reaped());
    }

    @Test
    void twoHundredInSequenceLeaveNothingBehind() throws Exception {
        for (int i = 0; i < 20; i++) { // whatever is made once
            runTrue();
        }
        Counts before = Counts.now();
        for (int i = 0; i < 200; i++) {
            runTrue();
        }
        assertThat(Counts.now()).isEqualTo(before);
    }

    @Test
    void twentyAtOnceLeaveNothingBehind() throws Exception {
        runTrue();
        Counts before = Counts.now();
        List<Sandbox> sandboxes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sandboxes.add(start("/bin/sleep", "1000"));
        }
        for (Sandbox sandbox : sandboxes) {
            get(sandbox.started());
        }
        for (Sandbox sandbox : sandboxes) {
            sandbox.signal(15);
        }
        for (Sandbox sandbox : sandboxes) {
            assertThat(get(sandbox.exited()).orElseThrow().signal()).isEqualTo(15);
            get(sandbox.reaped());
        }
        assertThat(Counts.now()).isEqualTo(before);
    }

    @Test
    void aHundredFailedStartsLeaveNothingBehind() throws Exception {
        runTrue();
        Counts before = Counts.now();
        for (int i = 0; i < 100; i++) {
            Sandbox sandbox = start("/no/such/program");
            failure(sandbox.started());
            get(sandbox.reaped());
        }
        assertThat(Counts.now()).isEqualTo(before);
    }

    @Test
    void whatCannotBeEncodedClosesTheDescriptors() throws Exception {
        runTrue();
        Counts before = Counts.now();
        assertThatThrownBy(() -> start("/bin/echo", "a\0b")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Counts.now()).isEqualTo(before);
    }

    @Test
    void aKilledLauncherFailsItsTasksAndTheNextOneWorks() throws Exception {
        Sandbox running = start("/bin/sleep", "1000");
        int init = get(running.started());
        int killed = launcher.pid();
        Libc.kill(killed, 9);

        LauncherException failure = failure(running.exited());
        assertThat(failure).hasMessageContaining("pid " + killed).hasMessageContaining("signal 9");
        get(running.reaped());
        ProcessHandle.of(init).ifPresent(handle -> handle.onExit().join());
        assertThat(new File("/proc/" + killed)).doesNotExist();

        runTrue();
        assertThat(launcher.pid()).isNotEqualTo(killed);
    }

    @Test
    void killedLaunchersLeaveNothingBehind() throws Exception {
        replaceLauncher();
        Counts before = Counts.now();
        for (int i = 0; i < 5; i++) {
            replaceLauncher();
        }
        Counts.await(before); // the end of the log pipe may come later than the task's
    }

    @Test
    void aLauncherThatIsStuckBlocksNobody() throws Exception {
        Sandbox running = start("/bin/sleep", "1000");
        get(running.started());
        Counts before = Counts.now();
        Libc.kill(launcher.pid(), SIGSTOP);
        List<Sandbox> waiting = new ArrayList<>();
        String[] command = Collections.nCopies(100, "x".repeat(131_071)).toArray(new String[0]);
        LauncherException full = null;
        for (int i = 0; i < 20 && full == null; i++) { // 13 MB each
            try {
                waiting.add(start(command));
            } catch (LauncherException e) {
                full = e;
            }
        }
        assertThat(full).hasMessageContaining("does not take requests any more");
        assertThat(waiting).hasSizeGreaterThan(2);
        running.kill();
        Libc.kill(launcher.pid(), 9);
        for (Sandbox sandbox : waiting) {
            assertThat(failure(sandbox.started())).hasMessageContaining("signal 9");
            get(sandbox.reaped());
        }
        runTrue();
        Counts.await(before);
    }

    @Test
    void whoWaitsForALauncherThatDoesNotAnswerIsToldAndTheSlotWaitsForTheReap() throws Exception {
        try (Launcher impatient = new Launcher(NativeProgram::open, IMPATIENT)) {
            get(impatient.start(TestProfiles.standard(), TaskSpec.of("/bin/true"), nothing()).reaped());
            Libc.kill(impatient.pid(), SIGSTOP);
            Sandbox sandbox = impatient.start(TestProfiles.standard(), TaskSpec.of("/bin/sleep", "1000"), nothing());
            assertThat(failure(sandbox.started())).hasMessageContaining("not ready within 2000 ms");
            assertThat(failure(sandbox.exited())).hasMessageContaining("not ready within 2000 ms");
            assertThat(sandbox.reaped().toCompletableFuture()).isNotDone();
            Libc.kill(impatient.pid(), SIGCONT);
            get(sandbox.reaped());
        }
    }

    @Test
    void whoWaitsForTheEndOfAKilledSandboxIsToldWhereItDoesNotCome() throws Exception {
        try (Launcher impatient = new Launcher(NativeProgram::open, IMPATIENT)) {
            Sandbox sandbox = impatient.start(TestProfiles.standard(), TaskSpec.of("/bin/sleep", "1000"), nothing());
            get(sandbox.started());
            Libc.kill(impatient.pid(), SIGSTOP);
            sandbox.kill();
            assertThat(failure(sandbox.exited())).hasMessageContaining("not ended within 300 ms after SIGKILL");
            assertThat(sandbox.reaped().toCompletableFuture()).isNotDone();
            Libc.kill(impatient.pid(), SIGCONT);
            get(sandbox.reaped());
        }
    }

    @Test
    void closingEndsALauncherThatIsStuck() throws Exception {
        Launcher impatient = new Launcher(NativeProgram::open, IMPATIENT);
        Sandbox sandbox = impatient.start(TestProfiles.standard(), TaskSpec.of("/bin/sleep", "1000"), nothing());
        get(sandbox.started());
        int pid = impatient.pid();
        Libc.kill(pid, SIGSTOP);
        impatient.close();
        assertThat(new File("/proc/" + pid)).doesNotExist();
        assertThat(failure(sandbox.exited())).hasMessageContaining("signal 9");
    }

    @Test
    void aLauncherThatEndsAtOnceIsToldAndNotTriedForEver() throws Exception {
        try (Launcher useless = new Launcher(
                () -> NativeProgram.open(Files.readAllBytes(Path.of("/bin/true")), NativeProgram.MEMFD),
                Patience.USUAL)) {
            LauncherException told;
            try {
                told = failure(useless.start(TestProfiles.standard(), TaskSpec.of("/bin/true"), nothing()).started());
            } catch (LauncherException e) {
                told = e;
            }
            assertThat(told).hasMessageContaining("launcher");
        }
    }

    private void replaceLauncher() throws Exception {
        Sandbox running = start("/bin/sleep", "1000");
        get(running.started());
        Libc.kill(launcher.pid(), 9);
        get(running.reaped());
        runTrue();
    }

    @Test
    void closingEndsEverything() throws Exception {
        Launcher other = new Launcher();
        other.start(TestProfiles.standard(), TaskSpec.of("/bin/true"), nothing()).exited().toCompletableFuture().get();
        other.close();
        Counts before = Counts.withoutThreads(); // that of the end just before may still be ending
        Launcher closing = new Launcher();
        Sandbox running = closing.start(TestProfiles.standard(), TaskSpec.of("/bin/sleep", "1000"), nothing());
        int init = get(running.started());

        closing.close();

        assertThat(failure(running.exited())).hasMessageContaining("shuts it down");
        assertThat(new File("/proc/" + init)).doesNotExist();
        assertThatThrownBy(() -> closing.start(TestProfiles.standard(), TaskSpec.of("/bin/true"), nothing()))
                .isInstanceOf(LauncherException.class).hasMessageContaining("shut down");
        Counts.await(before);
    }

    @Test
    void killEndsTheSandboxWithoutAReport() throws Exception {
        Sandbox sandbox = start("/bin/sleep", "1000");
        get(sandbox.started());
        sandbox.kill();
        assertThat(get(sandbox.exited())).isEmpty();
        assertThat(get(sandbox.reaped()) & 0x7f).isEqualTo(9);
    }

    @Test
    void killBeforeTheStartFailsIt() throws Exception {
        runTrue();
        Sandbox sandbox = start("/bin/sleep", "1000");
        sandbox.kill();
        get(sandbox.reaped());
        assertThat(sandbox.exited().toCompletableFuture()).isDone();
    }

    @Test
    void anArgumentOfAHundredKibibytesArrivesWhole() throws Exception {
        String argument = "x".repeat(100 * 1024);
        assertThat(output(TestProfiles.standard(), "/bin/sh", "-c", "echo ${#1}; echo $1 | md5sum", "sh", argument))
                .isEqualTo(output(new ProcessBuilder("/bin/sh", "-c", "echo ${#1}; echo $1 | md5sum", "sh", argument)));
    }

    @Test
    void aMebibyteInManyArgumentsArrivesWhole() throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "echo $#; echo \"$*\" | md5sum", "sh"));
        for (int i = 0; i < 1024; i++) {
            command.add(String.format("%01024d", i));
        }
        String[] arguments = command.toArray(new String[0]);
        assertThat(output(TestProfiles.standard(), arguments)).isEqualTo(output(new ProcessBuilder(command)));
    }

    @Test
    void theEnvironmentIsExactlyTheOneGiven() throws Exception {
        SandboxProfile profile = TestProfiles.with(Map.of("A", "1", "B", "ü", "EMPTY", ""),
                List.of("HOME", "NO_SUCH_VARIABLE"));
        assertThat(output(profile, "/usr/bin/env").lines()).containsExactlyInAnyOrder("A=1", "B=ü", "EMPTY=",
                "HOME=" + System.getenv("HOME"));
    }

    @Test
    void theTaskHasDescriptorsZeroToTwoAlone() throws Exception {
        String script = "i=0; while [ $i -lt 300 ]; do [ -e /proc/$$/fd/$i ] && echo $i; i=$((i+1)); done; :";
        assertThat(output(TestProfiles.standard(), "/bin/sh", "-c", script)).isEqualTo("0\n1\n2\n");
    }

    @Test
    void theSandboxHasNamespacesAndScoreOfItsOwn() throws Exception {
        String own = Files.readString(Path.of("/proc/self/oom_score_adj")).trim();
        String seen = output(TestProfiles.standard(), "/bin/sh", "-c",
                "cat /proc/self/oom_score_adj; hostname; id -u; readlink /proc/self/ns/net; cat /proc/1/comm");
        assertThat(seen).startsWith("500\nsandbox\n0\n").doesNotContain(
                Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString());
        assertThat(Files.readString(Path.of("/proc/self/oom_score_adj")).trim()).isEqualTo(own);
        assertThat(Files.readString(Path.of("/proc/" + launcher.pid() + "/oom_score_adj")).trim()).isEqualTo(own);
    }

    @Test
    void theLauncherInheritsNothingOfTheService() throws Exception {
        int leaking = Libc.open(Descriptors.text("/etc/passwd"), Descriptors.O_RDONLY, 0); // as others may: not close-on-exec
        try {
            runTrue();
            for (String link : new File("/proc/" + launcher.pid() + "/fd").list()) {
                assertThat(Files.readSymbolicLink(Path.of("/proc/" + launcher.pid() + "/fd/" + link)).toString())
                        .doesNotContain("/etc/passwd");
            }
        } finally {
            Libc.close(leaking);
        }
    }

    @Test
    void aTaskSignalledBeforeItRunsGetsTheSignal() throws Exception {
        Sandbox sandbox = start("/bin/sleep", "1000");
        sandbox.signal(10);
        assertThat(get(sandbox.exited()).orElseThrow().signal()).isEqualTo(10);
        get(sandbox.reaped());
    }

    @Test
    void startingAheadNeedsNoTask() throws Exception {
        get(launcher.startAsync());
        assertThat(launcher.pid()).isPositive();
    }

    private void runTrue() throws Exception {
        Sandbox sandbox = start("/bin/true");
        assertThat(get(sandbox.exited()).orElseThrow().exitCode()).isZero();
        get(sandbox.reaped());
    }

    private Sandbox start(String... command) throws Exception {
        return launcher.start(TestProfiles.standard(), TaskSpec.of(command), nothing());
    }

    private static List<Descriptor> nothing() throws Exception {
        List<Descriptor> descriptors = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            descriptors.add(Descriptors.open(new File("/dev/null"), Descriptors.O_RDWR, 0));
        }
        return descriptors;
    }

    private String output(SandboxProfile profile, String... command) throws Exception {
        Descriptor[] pipe = Descriptors.pipe();
        List<Descriptor> descriptors = new ArrayList<>(nothing());
        descriptors.set(1, pipe[1]).close();
        Sandbox sandbox = launcher.start(profile, TaskSpec.of(command), descriptors);
        get(sandbox.started());
        try (InputStream in = Descriptors.toInputStream(pipe[0])) {
            String output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            get(sandbox.reaped());
            return output;
        }
    }

    private static String output(ProcessBuilder builder) throws Exception {
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static LauncherException failure(CompletionStage<?> stage) throws Exception {
        try {
            Object value = get(stage);
            throw new AssertionError("did not fail: " + value);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(LauncherException.class);
            return (LauncherException) e.getCause();
        }
    }

}
