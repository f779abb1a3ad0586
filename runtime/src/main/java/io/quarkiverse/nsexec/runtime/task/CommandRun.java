package io.quarkiverse.nsexec.runtime.task;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import io.quarkiverse.nsexec.CommandResult;
import io.quarkiverse.nsexec.TaskTimeoutException;
import io.quarkiverse.nsexec.runtime.launch.EventLoop;
import io.quarkiverse.nsexec.runtime.launch.ExitReport;

/**
 * A command that runs to its end while its output is collected.
 */
final class CommandRun {

    private final CommandTask task;
    private final OutputCollector output;
    private final OutputCollector error;

    CommandRun(CommandTask task, CommandStreams streams, EventLoop loop, int maxOutput) throws IOException {
        this.task = task;
        this.output = OutputCollector.read(loop, streams.output(), maxOutput);
        OutputCollector second = null;
        try {
            second = OutputCollector.read(loop, streams.error(), maxOutput);
        } finally {
            if (second == null) {
                output.finish(loop);
            }
        }
        this.error = second;
        task.ended().whenComplete((report, failure) -> {
            output.finish(loop);
            error.finish(loop);
        });
    }

    /** Waits for the end; an interrupted wait ends the sandbox. */
    CommandResult result() throws InterruptedException {
        try {
            Optional<ExitReport> report = task.ended().get();
            output.done().get();
            error.done().get();
            if (task.timedOut()) {
                throw timeout(null);
            }
            return new CommandResult(report.map(ExitReport::exitCode).orElse(CommandProcess.KILLED), output.kept(),
                    output.size(), error.kept(), error.size(), report.map(ExitReport::usage));
        } catch (ExecutionException e) {
            if (task.timedOut()) {
                throw timeout(e.getCause());
            }
            throw CommandTask.launcherException(e);
        } catch (InterruptedException e) {
            task.kill();
            throw e;
        }
    }

    private TaskTimeoutException timeout(Throwable cause) {
        return new TaskTimeoutException("The command " + task.program() + " took longer than the timeout of its profile, "
                + task.limits().timeout() + ", and was ended", cause);
    }
}
