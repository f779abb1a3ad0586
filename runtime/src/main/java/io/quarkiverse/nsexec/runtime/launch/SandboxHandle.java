package io.quarkiverse.nsexec.runtime.launch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.nsexec.LauncherException;

/**
 * A sandbox as the client sees it. What the launcher says about it arrives on the events thread and is checked for its order.
 */
final class SandboxHandle implements Sandbox {

    private static final int SIGKILL = 9;

    private final LauncherProcess launcher;
    private final EventLoop events;
    private final Patience patience;
    private final long task;
    private final CompletableFuture<Integer> started = new CompletableFuture<>();
    private final CompletableFuture<Optional<ExitReport>> exited = new CompletableFuture<>();
    private final CompletableFuture<Integer> reaped = new CompletableFuture<>();
    private EventLoop.Timer watch;
    private boolean killed;

    SandboxHandle(LauncherProcess launcher, EventLoop events, Patience patience, long task) {
        this.launcher = launcher;
        this.events = events;
        this.patience = patience;
        this.task = task;
    }

    @Override
    public long task() {
        return task;
    }

    @Override
    public CompletionStage<Integer> started() {
        return started;
    }

    @Override
    public CompletionStage<Optional<ExitReport>> exited() {
        return exited;
    }

    @Override
    public CompletionStage<Integer> reaped() {
        return reaped;
    }

    @Override
    public void signal(int signal) {
        if (signal < 1 || signal > 64) {
            throw new IllegalArgumentException("signal " + signal + " is not between 1 and 64");
        }
        if (!reaped.isDone()) {
            launcher.signal(task, signal);
        }
    }

    @Override
    public void kill() {
        synchronized (this) {
            if (killed || reaped.isDone()) {
                return;
            }
            killed = true;
        }
        launcher.kill(task);
        watch(patience.kill(), () -> giveUp("it has not ended within " + patience.kill().toMillis()
                + " ms after SIGKILL; a process of it may hang in the kernel", "kill"));
    }

    /** Begins to wait for the answer to START: whatever the launcher does, the caller gets one. */
    void expectStart() {
        watch(patience.start(), () -> {
            if (!started.isDone()) {
                giveUp("it was not ready within " + patience.start().toMillis() + " ms", "start");
                kill();
            }
        });
    }

    private synchronized void watch(Duration limit, Runnable otherwise) {
        unwatch();
        if (!reaped.isDone()) {
            watch = events.schedule(limit, otherwise);
        }
    }

    private synchronized void unwatch() {
        if (watch != null) {
            watch.cancel();
            watch = null;
        }
    }

    /** The callers are told; the slot stays taken until the sandbox has really gone. */
    private void giveUp(String reason, String step) {
        fail(new LauncherException("Sandbox of task " + task + ": " + reason, "launcher", step, null));
    }

    private void fail(LauncherException failure) {
        started.completeExceptionally(failure);
        exited.completeExceptionally(failure);
    }

    void onStarted(int pid) throws ProtocolException {
        ControlMessage.expect(pid > 1, "STARTED names pid " + pid);
        synchronized (this) {
            if (!killed) {
                unwatch();
            }
        }
        started.complete(pid);
    }

    void onFailed(LauncherException failure) {
        fail(failure);
    }

    void onExited(ExitReport report) throws ProtocolException {
        ControlMessage.expect(started.isDone(), "EXITED before STARTED");
        exited.complete(Optional.of(report));
    }

    void onReaped(int status) {
        synchronized (this) {
            unwatch();
        }
        fail(status);
        reaped.complete(status);
    }

    private void fail(int status) {
        if (!started.isDone()) {
            fail(new LauncherException("The sandbox of task " + task + " ended before its program ran: "
                    + ChildProcess.describe(status), "launcher", "start", null));
        }
        exited.complete(Optional.empty());
    }

    void onLauncherEnd(LauncherException failure) {
        synchronized (this) {
            unwatch();
        }
        fail(failure);
        reaped.complete(SIGKILL);
    }
}
