package io.quarkiverse.nsexec.runtime.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.nsexec.IsolatedProcess;
import io.quarkiverse.nsexec.LauncherException;
import io.quarkiverse.nsexec.TaskUsage;
import io.quarkiverse.nsexec.runtime.launch.Descriptor;
import io.quarkiverse.nsexec.runtime.launch.Descriptors;
import io.quarkiverse.nsexec.runtime.launch.ExitReport;

/**
 * A command as a {@link Process}. It is alive until nothing is left of its sandbox. Where the launcher ended before it, the
 * methods that would tell its exit value throw a {@link LauncherException} that says how, for nobody knows the value.
 */
final class CommandProcess extends IsolatedProcess {

    /** 128 + SIGKILL: the sandbox was killed, and the command with it. */
    static final int KILLED = 137;

    private final CommandTask task;
    private final OutputStream input;
    private final PipeInputStream output;
    private final PipeInputStream error;
    private final CompletableFuture<Process> exit;

    CommandProcess(CommandTask task, CommandStreams streams) throws IOException {
        this.task = task;
        this.input = streams.input() == null ? OutputStream.nullOutputStream()
                : new PipeOutputStream(Descriptors.toOutputStream(streams.input()));
        this.output = reader(streams.output());
        this.error = reader(streams.error());
        this.exit = task.ended().handle((report, failure) -> {
            closeStreams();
            if (failure instanceof LauncherException launcherFailure) {
                throw launcherFailure;
            }
            return this;
        });
    }

    private static PipeInputStream reader(Descriptor pipe) throws IOException {
        return new PipeInputStream(pipe == null ? InputStream.nullInputStream() : Descriptors.toInputStream(pipe));
    }

    private void closeStreams() {
        if (input instanceof PipeOutputStream pipe) {
            pipe.processEnded();
        }
        output.processEnded();
        error.processEnded();
    }

    @Override
    public OutputStream getOutputStream() {
        return input;
    }

    @Override
    public InputStream getInputStream() {
        return output;
    }

    @Override
    public InputStream getErrorStream() {
        return error;
    }

    @Override
    public int waitFor() throws InterruptedException {
        await(exit);
        return exitValue();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            exit.get(Math.max(0, timeout), unit);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw CommandTask.launcherException(e);
        }
    }

    private static void await(CompletableFuture<?> end) throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw CommandTask.launcherException(e);
        }
    }

    @Override
    public int exitValue() {
        if (!exit.isDone()) {
            throw new IllegalThreadStateException("process has not exited");
        }
        return report().map(ExitReport::exitCode).orElse(KILLED);
    }

    @Override
    public boolean isAlive() {
        return !exit.isDone();
    }

    @Override
    public Optional<TaskUsage> usage() {
        return exit.isDone() && !exit.isCompletedExceptionally() ? report().map(ExitReport::usage) : Optional.empty();
    }

    private Optional<ExitReport> report() {
        try {
            return task.ended().get();
        } catch (ExecutionException e) {
            throw CommandTask.launcherException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e); // it is done
        }
    }

    @Override
    public void destroy() {
        task.terminate();
    }

    @Override
    public Process destroyForcibly() {
        task.kill();
        return this;
    }

    @Override
    public boolean supportsNormalTermination() {
        return true;
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return exit.copy();
    }

    @Override
    public long pid() {
        return task.pid();
    }

    /**
     * The sandbox's init.
     *
     * @throws UnsupportedOperationException if it has ended
     */
    @Override
    public ProcessHandle toHandle() {
        Optional<ProcessHandle> init = isAlive() ? ProcessHandle.of(pid()) : Optional.empty();
        return init.orElseThrow(() -> new UnsupportedOperationException("The sandbox has ended"));
    }

    @Override
    public String toString() {
        return "IsolatedProcess[pid=" + pid() + ", "
                + (isAlive() ? "running" : exit.isCompletedExceptionally() ? "lost" : "exitValue=" + exitValue()) + "]";
    }
}
