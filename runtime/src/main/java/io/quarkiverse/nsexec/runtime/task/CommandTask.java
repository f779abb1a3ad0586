package io.quarkiverse.nsexec.runtime.task;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.quarkiverse.nsexec.LauncherException;
import io.quarkiverse.nsexec.runtime.config.ProfileLimits;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;
import io.quarkiverse.nsexec.runtime.launch.Descriptor;
import io.quarkiverse.nsexec.runtime.launch.Errno;
import io.quarkiverse.nsexec.runtime.launch.EventLoop;
import io.quarkiverse.nsexec.runtime.launch.ExitReport;
import io.quarkiverse.nsexec.runtime.launch.LaunchErrors;
import io.quarkiverse.nsexec.runtime.launch.Launcher;
import io.quarkiverse.nsexec.runtime.launch.Sandbox;
import io.quarkiverse.nsexec.runtime.launch.TaskSpec;

/**
 * One command in its sandbox: its slot, its timeout and its end.
 */
final class CommandTask {

    static final int SIGTERM = 15;

    private final Sandbox sandbox;
    private final EventLoop timers;
    private final ProfileLimits limits;
    private final TaskSpec spec;
    private final ProfileGate.Slot slot;
    /** Done when the sandbox has gone, or will not go although it was killed; fails with a LauncherException. */
    private final CompletableFuture<Optional<ExitReport>> ended = new CompletableFuture<>();
    private EventLoop.Timer timer;
    private boolean over;
    private volatile boolean timedOut;

    private CommandTask(Sandbox sandbox, EventLoop timers, ProfileLimits limits, TaskSpec spec, ProfileGate.Slot slot) {
        this.sandbox = sandbox;
        this.timers = timers;
        this.limits = limits;
        this.spec = spec;
        this.slot = slot;
    }

    /**
     * Starts it.
     *
     * @param descriptors closed here in any case
     * @param slot released at the sandbox's end; where this method throws it is left to the caller
     */
    static CommandTask start(Launcher launcher, SandboxProfile profile, ProfileLimits limits, TaskSpec spec,
            List<Descriptor> descriptors, ProfileGate.Slot slot) {
        Sandbox sandbox = launcher.start(profile, spec, descriptors);
        CommandTask task = new CommandTask(sandbox, launcher.events(), limits, spec, slot);
        task.watch();
        return task;
    }

    private void watch() {
        synchronized (this) {
            timer = timers.schedule(limits.timeout(), this::onTimeout);
        }
        sandbox.exited().whenComplete((report, failure) -> {
            if (failure != null) {
                ended.completeExceptionally(failure); // REAPED may never come
            }
        });
        sandbox.reaped().thenRun(this::onReaped);
    }

    private void onTimeout() {
        timedOut = true;
        sandbox.signal(SIGTERM);
        synchronized (this) {
            if (!over) {
                timer = timers.schedule(limits.killGracePeriod(), sandbox::kill);
            }
        }
    }

    private void onReaped() {
        synchronized (this) {
            over = true;
            timer.cancel();
        }
        slot.release();
        // exited() is done by now
        sandbox.exited().thenAccept(ended::complete);
    }

    /**
     * Waits until the program was executed.
     *
     * @throws IOException if it cannot be, in the words of ProcessBuilder
     * @throws LauncherException if the sandbox cannot be made
     * @throws InterruptedException if the thread is interrupted while it waits; the task goes on
     */
    void awaitStart() throws IOException, InterruptedException {
        try {
            sandbox.started().toCompletableFuture().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LauncherException failure
                    && (LaunchErrors.isExecFailure(failure) || LaunchErrors.isDirectoryFailure(failure))) {
                throw cannotRun(failure); // has the caller's frames itself
            }
            throw launcherException(e);
        }
    }

    private IOException cannotRun(LauncherException failure) {
        int errno = Errno.number(failure.errno());
        String directory = spec.workingDirectory() == null ? "" : " (in directory \"" + spec.workingDirectory() + "\")";
        return new IOException("Cannot run program \"" + spec.arguments().get(0) + "\"" + directory + ": error=" + errno + ", "
                + Errno.message(errno), failure);
    }

    static LauncherException launcherException(ExecutionException e) {
        if (e.getCause() instanceof LauncherException failure) {
            return LaunchErrors.atCaller(failure);
        }
        return new LauncherException("The sandbox failed", e.getCause());
    }

    /** The pid of init; only after {@link #awaitStart()}. */
    int pid() {
        return sandbox.started().toCompletableFuture().join();
    }

    /** What the exceptions call it. */
    String program() {
        return spec.arguments().get(0);
    }

    ProfileLimits limits() {
        return limits;
    }

    /** Done at the end of the sandbox; fails with a LauncherException. */
    CompletableFuture<Optional<ExitReport>> ended() {
        return ended;
    }

    /** Whether its timeout ended it. */
    boolean timedOut() {
        return timedOut;
    }

    void terminate() {
        sandbox.signal(SIGTERM);
    }

    void kill() {
        sandbox.kill();
    }
}
