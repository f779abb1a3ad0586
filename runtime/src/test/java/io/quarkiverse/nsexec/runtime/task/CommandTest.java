package io.quarkiverse.nsexec.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.nsexec.CommandResult;
import io.quarkiverse.nsexec.IsolatedProcess;
import io.quarkiverse.nsexec.IsolatedProcessBuilder;
import io.quarkiverse.nsexec.LauncherException;
import io.quarkiverse.nsexec.TaskRejectedException;
import io.quarkiverse.nsexec.TaskTimeoutException;
import io.quarkiverse.nsexec.runtime.TestProfiles;
import io.quarkiverse.nsexec.runtime.config.ProfileLimits;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;
import io.quarkiverse.nsexec.runtime.launch.Counts;
import io.quarkiverse.nsexec.runtime.launch.Launcher;

@Timeout(120)
class CommandTest {

    private static final String IMPATIENT = "impatient";
    private static final String NARROW = "narrow";

    private final Launcher launcher = new Launcher();
    private final TestRegistry registry = new TestRegistry();
    private final ProfileGates gates = new ProfileGates(registry);
    private final CommandProcesses processes = new CommandProcesses(launcher, registry, gates);

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        launcher.close();
    }

    @Test
    void aProcessReadsAndWritesPipesAndTellsItsExitAndUsage() throws Exception {
        IsolatedProcess process = shell("read line; echo got $line; echo problem >&2; exit 3").start();
        try (OutputStream in = process.getOutputStream()) {
            in.write("hello\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(text(process.getInputStream().readAllBytes())).isEqualTo("got hello\n");
        assertThat(text(process.getErrorStream().readAllBytes())).isEqualTo("problem\n");
        assertThat(process.waitFor()).isEqualTo(3);
        assertThat(process.isAlive()).isFalse();
        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(process.usage().orElseThrow().wall()).isPositive();
        assertThat(process.onExit().get()).isSameAs(process);
    }

    @Test
    void whileItRunsThereIsNoExitValue() throws Exception {
        IsolatedProcess process = processes.command("/bin/sleep", "1000").start();
        assertThat(process.isAlive()).isTrue();
        assertThat(process.usage()).isEmpty();
        assertThat(process.waitFor(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThatThrownBy(process::exitValue).isInstanceOf(IllegalThreadStateException.class);
        assertThat(process.toHandle().pid()).isEqualTo(process.pid());
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void killingTheSandboxLeavesNoUsage() throws Exception {
        IsolatedProcess process = processes.command("/bin/sleep", "1000").start();
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(137);
        assertThat(process.usage()).isEmpty();
    }

    @Test
    void outputNobodyReadInTimeIsStillThereAfterTheEnd() throws Exception {
        IsolatedProcess process = shell("echo out; echo err >&2").start();
        process.waitFor();
        assertThat(text(process.getInputStream().readAllBytes())).isEqualTo("out\n");
        assertThat(text(process.getErrorStream().readAllBytes())).isEqualTo("err\n");
    }

    @Test
    void aProcessWhoseStreamsNobodyTouchesLeavesNothingBehind() throws Exception {
        processes.command("/bin/true").start().waitFor();
        Counts before = Counts.now();
        for (int i = 0; i < 50; i++) {
            assertThat(shell("echo some; echo more >&2").start().waitFor()).isZero();
        }
        assertThat(Counts.now()).isEqualTo(before);
    }

    @Test
    void aMissingProgramIsToldAsProcessBuilderDoes() throws Exception {
        processes.command("/bin/true").start().waitFor();
        Counts before = Counts.now();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> processes.command("/no/such/program").start()).isInstanceOf(IOException.class)
                    .hasMessage("Cannot run program \"/no/such/program\": error=2, No such file or directory");
        }
        Counts.await(before);
        while (gates.gate("").taken() > 0) {
            Thread.onSpinWait(); // the slot is free at the reap, which comes after the failure
        }
    }

    @Test
    void whyAProgramCannotRunIsToldOnce() {
        assertThatThrownBy(() -> processes.command("/no/such/program").start()).cause().isInstanceOf(LauncherException.class)
                .hasNoCause();
    }

    @Test
    void aMissingDirectoryIsToldAsProcessBuilderDoes() {
        assertThatThrownBy(() -> processes.command("/bin/true").directory("/no/such/directory").start())
                .isInstanceOf(IOException.class).hasMessage("Cannot run program \"/bin/true\" (in directory"
                        + " \"/no/such/directory\"): error=2, No such file or directory");
    }

    @Test
    void environmentAndDirectoryAreTheCommands() throws Exception {
        IsolatedProcessBuilder builder = shell("pwd; echo $A $PATH").directory("/usr");
        builder.environment().put("A", "b");
        assertThat(text(builder.run(1000).stdout())).isEqualTo("/usr\nb /usr/bin:/bin\n");
    }

    @Test
    void filesAreOpenedByTheService() throws Exception {
        File in = directory.resolve("in").toFile();
        File out = directory.resolve("out").toFile();
        File err = directory.resolve("err").toFile();
        Files.writeString(in.toPath(), "input\n");
        Files.writeString(out.toPath(), "something old and longer\n");
        Files.writeString(err.toPath(), "kept\n");
        IsolatedProcess process = shell("cat; echo problem >&2").redirectInput(Redirect.from(in))
                .redirectOutput(Redirect.to(out))
                .redirectError(Redirect.appendTo(err)).start();
        assertThat(process.waitFor()).isZero();
        assertThat(out).hasContent("input\n");
        assertThat(err).hasContent("kept\nproblem\n");
        assertThat(process.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aRedirectThatCannotBeOpenedLeavesNothingBehind() throws Exception {
        processes.command("/bin/true").start().waitFor();
        Counts before = Counts.now();
        IsolatedProcessBuilder builder = processes.command("/bin/true").redirectError(Redirect.to(new File("/no/such/file")));
        assertThatThrownBy(builder::start).isInstanceOf(IOException.class).hasMessageContaining("/no/such/file: ENOENT");
        assertThat(Counts.now()).isEqualTo(before);
        assertThat(gates.gate("").taken()).isZero();
    }

    @Test
    void errorsCanBeMergedIntoTheOutput() throws Exception {
        CommandResult result = shell("echo a; echo b >&2; echo c").redirectErrorStream(true).run(100);
        assertThat(text(result.stdout())).isEqualTo("a\nb\nc\n");
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    void discardedOutputIsGone() throws Exception {
        CommandResult result = shell("echo a; echo b >&2").redirectOutput(Redirect.DISCARD).run(100);
        assertThat(result.stdoutSize()).isZero();
        assertThat(text(result.stderr())).isEqualTo("b\n");
    }

    @Test
    void inheritedOutputIsTheServicesOwn() throws Exception {
        String own = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
        CommandResult result = shell("readlink /proc/self/fd/2").redirectError(Redirect.INHERIT).run(1000);
        assertThat(text(result.stdout()).trim()).isEqualTo(own);
    }

    @Test
    void wrongRedirectsAreRefused() {
        IsolatedProcessBuilder builder = processes.command("x");
        assertThatThrownBy(() -> builder.redirectInput(Redirect.to(new File("x"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.redirectOutput(Redirect.from(new File("x"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.redirectError(Redirect.from(new File("x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnknownProfileIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> processes.command("x").profile("none")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"none\"").hasMessageContaining(NARROW);
    }

    @Test
    void collectedOutputIsBoundedAndCountedWithoutDeadlock() throws Exception {
        // both far above what a pipe holds
        CommandResult result = shell("head -c 3000000 /dev/zero >&2; head -c 5000000 /dev/zero; exit 4").run(1000);
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stdout()).hasSize(1000);
        assertThat(result.stdoutSize()).isEqualTo(5_000_000);
        assertThat(result.stderr()).hasSize(1000);
        assertThat(result.stderrSize()).isEqualTo(3_000_000);
        assertThat(result.usage()).isPresent();
    }

    @Test
    void inputOfARunIsEmpty() throws Exception {
        assertThat(processes.command("/bin/cat").run(10).exitCode()).isZero();
    }

    @Test
    void runsLeaveNothingBehind() throws Exception {
        shell("echo a").run(10);
        Counts before = Counts.now();
        for (int i = 0; i < 50; i++) {
            assertThat(shell("echo a; echo b >&2").run(10).stdoutSize()).isEqualTo(2);
        }
        assertThat(Counts.now()).isEqualTo(before);
    }

    @Test
    void aSignalEndsWith128AndItsNumber() throws Exception {
        assertThat(shell("kill -USR1 $$").run(10).exitCode()).isEqualTo(138);
    }

    @Test
    void aRunThatTakesTooLongIsEnded() {
        assertThatThrownBy(() -> processes.command("/bin/sleep", "1000").profile(IMPATIENT).run(10))
                .isInstanceOf(TaskTimeoutException.class).hasMessageContaining("/bin/sleep").hasMessageContaining("PT0.3S");
    }

    @Test
    void aProcessThatTakesTooLongGetsSigtermFirst() throws Exception {
        IsolatedProcess process = shell("trap 'echo bye; exit 5' TERM; while :; do sleep 0.05; done").profile(IMPATIENT)
                .start();
        assertThat(text(process.getInputStream().readAllBytes())).isEqualTo("bye\n");
        assertThat(process.waitFor()).isEqualTo(5);
    }

    @Test
    void aProcessThatIgnoresSigtermIsKilledAfterTheGracePeriod() throws Exception {
        IsolatedProcess process = shell("trap '' TERM; while :; do sleep 0.05; done").profile(IMPATIENT).start();
        assertThat(process.waitFor()).isEqualTo(137);
    }

    @Test
    void anInterruptedRunEndsTheSandbox() throws Exception {
        shell("true").run(10);
        Counts before = Counts.now();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread running = new Thread(() -> {
            try {
                shell("echo > " + directory.resolve("started") + "; exec sleep 1000").run(10);
                thrown.complete(null);
            } catch (Throwable e) {
                thrown.complete(e);
            }
        });
        running.start();
        while (!Files.exists(directory.resolve("started"))) {
            Thread.onSpinWait();
        }
        running.interrupt();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        Counts.await(before);
    }

    @Test
    void aStartThatIsInterruptedInTheQueueIsGivenUp() throws Exception {
        IsolatedProcess first = processes.command("/bin/sleep", "1000").profile(NARROW).start();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> processes.command("/bin/true").profile(NARROW).start())
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(gates.gate(NARROW).waiting()).isZero();
        first.destroyForcibly();
        first.waitFor();
    }

    @Test
    void whatFindsNoRoomIsRejectedAndASlotIsFreeAfterTheEnd() throws Exception {
        IsolatedProcess first = processes.command("/bin/sleep", "1000").profile(NARROW).start();
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> {
            try {
                return processes.command("/bin/true").profile(NARROW).run(1).exitCode();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        while (gates.gate(NARROW).waiting() == 0) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> processes.command("/bin/true").profile(NARROW).start())
                .isInstanceOf(TaskRejectedException.class);
        first.destroy();
        assertThat(second.get(60, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void theEndOfTheLauncherIsTold() throws Exception {
        IsolatedProcess process = processes.command("/bin/sleep", "1000").start();
        ProcessHandle launcherHandle = ProcessHandle.of(process.pid()).orElseThrow().parent().orElseThrow();
        launcherHandle.destroyForcibly();
        assertThatThrownBy(process::waitFor).isInstanceOf(LauncherException.class).hasMessageContaining("signal 9")
                .satisfies(e -> assertThat(e.getStackTrace()).extracting(StackTraceElement::getClassName)
                        .contains(getClass().getName()));
        assertThat(process.isAlive()).isFalse();
        assertThat(process.usage()).isEmpty();
        assertThat(shell("echo next").run(10).stdoutSize()).isEqualTo(5);
    }

    @Test
    void whatTheSandboxLeavesRunningEndsWithIt() throws Exception {
        CommandResult result = shell("setsid sleep 1000 & echo started").run(100);
        assertThat(text(result.stdout())).isEqualTo("started\n");
    }

    private IsolatedProcessBuilder shell(String script) {
        return processes.command("/bin/sh", "-c", script);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static final class TestRegistry implements ProfileRegistry {

        private final Map<String, ProfileLimits> limits = new TreeMap<>(Map.of("", TestProfiles.LIMITS,
                IMPATIENT, new ProfileLimits(Duration.ofMillis(300), Duration.ofMillis(300), 5, 5, 1),
                NARROW, new ProfileLimits(Duration.ofMinutes(1), Duration.ofSeconds(1), 1, 1, 1)));

        @Override
        public SandboxProfile profile(String name) {
            return limits.containsKey(name) ? TestProfiles.standard() : null;
        }

        @Override
        public ProfileLimits limits(String name) {
            return limits.get(name);
        }

        @Override
        public Set<String> names() {
            return new TreeSet<>(limits.keySet());
        }
    }
}
