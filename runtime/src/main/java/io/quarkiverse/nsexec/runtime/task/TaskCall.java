package io.quarkiverse.nsexec.runtime.task;

import java.util.concurrent.CompletableFuture;

import io.quarkiverse.nsexec.TaskTimeoutException;
import io.quarkiverse.nsexec.runtime.launch.EventLoop;
import io.quarkiverse.nsexec.runtime.payload.Frame;
import io.quarkiverse.nsexec.runtime.worker.WorkerExchange;
import io.quarkiverse.nsexec.runtime.worker.WorkerPool;

/**
 * One call of a task, from the slot on: starts the worker, minds the timeout, gives the slot back when nothing is left.
 */
final class TaskCall {

    private final Task task;
    private final EventLoop timers;
    private final CompletableFuture<Frame> answer = new CompletableFuture<>();

    private WorkerExchange exchange;
    private boolean cancelled;

    TaskCall(Task task, EventLoop timers) {
        this.task = task;
        this.timers = timers;
    }

    /** The worker's answer, or the exception that the caller is to see. */
    CompletableFuture<Frame> answer() {
        return answer;
    }

    /** Starts the worker. Takes the slot over, whatever happens. Never throws. */
    void start(ProfileGate.Slot slot, WorkerPool workers, Frame request) {
        synchronized (this) {
            if (cancelled) {
                slot.release();
                return;
            }
            try {
                exchange = workers.exchange(task.profile, task.cap, task.definition.getId(), request);
            } catch (Throwable e) {
                slot.release();
                answer.completeExceptionally(e);
                return;
            }
        }
        exchange.gone().whenComplete((gone, none) -> slot.release());
        EventLoop.Timer timer = timers.schedule(task.timeout, this::timedOut);
        exchange.answer().whenComplete((frame, failure) -> {
            timer.cancel();
            if (failure == null) {
                answer.complete(frame);
            } else {
                answer.completeExceptionally(failure);
            }
        });
    }

    /** Ends the sandbox, where there is one yet; nobody waits for the answer any more. */
    void cancel() {
        WorkerExchange running;
        synchronized (this) {
            cancelled = true;
            running = exchange;
        }
        if (running != null) {
            running.end();
        }
        answer.cancel(false);
    }

    private void timedOut() {
        if (answer.completeExceptionally(new TaskTimeoutException(task.definition.getId() + " took longer than its timeout of "
                + task.timeout.toMillis() + " ms; its sandbox was ended. The annotation's timeout or the key "
                + timeoutKey() + " sets it"))) {
            exchange.end();
        }
    }

    private String timeoutKey() {
        String profile = task.definition.getProfile();
        return profile.isEmpty() ? "quarkus.nsexec.timeout" : "quarkus.nsexec.\"" + profile + "\".timeout";
    }
}
