package io.quarkiverse.nsexec.runtime.worker;

import java.io.EOFException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.nsexec.PayloadException;
import io.quarkiverse.nsexec.TaskKilledException;
import io.quarkiverse.nsexec.runtime.launch.ExitReport;
import io.quarkiverse.nsexec.runtime.launch.Sandbox;
import io.quarkiverse.nsexec.runtime.payload.Frame;
import io.quarkiverse.nsexec.runtime.payload.FrameKind;

/**
 * One worker with its one request.
 */
final class FreshWorker implements WorkerExchange {

    private static final int SIGKILL = 9;

    private final String task;
    private final Sandbox sandbox;
    private final CompletableFuture<Frame> answer = new CompletableFuture<>();

    FreshWorker(String task, Sandbox sandbox, FrameExchange exchange) {
        this.task = task;
        this.sandbox = sandbox;
        exchange.answer().whenComplete(this::answered);
        // without it a sandbox that was never made would be waited for until the worker's end of the socket is closed
        sandbox.started().whenComplete((pid, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            }
        });
    }

    @Override
    public CompletionStage<Frame> answer() {
        return answer;
    }

    @Override
    public CompletionStage<?> gone() {
        return sandbox.reaped();
    }

    @Override
    public void end() {
        sandbox.kill();
    }

    private void answered(Frame frame, Throwable failure) {
        if (failure instanceof EOFException) {
            sandbox.exited().whenComplete(this::endedWithoutAnswer);
            return; // the exit tells why; it comes on its own, as the socket's other end was closed by it
        }
        sandbox.kill();
        if (failure != null) {
            answer.completeExceptionally(failure);
        } else if (frame.kind() == FrameKind.REQUEST) {
            answer.completeExceptionally(new PayloadException("The worker of " + task + " answered with a request"));
        } else {
            answer.complete(frame);
        }
    }

    private void endedWithoutAnswer(Optional<ExitReport> report, Throwable failure) {
        answer.completeExceptionally(failure != null ? failure : killed(report));
    }

    private TaskKilledException killed(Optional<ExitReport> report) {
        if (report.isEmpty()) {
            return new TaskKilledException("The sandbox of " + task + " was killed before the task answered", SIGKILL, false,
                    null);
        }
        int signal = report.get().signal();
        String how = signal == 0 ? "exited with status " + report.get().status() : "was ended by signal " + signal;
        return new TaskKilledException("The process of " + task + " " + how + " before the task answered; its output is in the"
                + " log, category " + OutputLog.CATEGORY, signal, false, null);
    }
}
