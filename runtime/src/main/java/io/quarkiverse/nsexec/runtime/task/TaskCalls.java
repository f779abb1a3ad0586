package io.quarkiverse.nsexec.runtime.task;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

import io.quarkiverse.nsexec.TaskKilledException;
import io.quarkiverse.nsexec.TaskRejectedException;
import io.quarkiverse.nsexec.runtime.launch.EventLoop;
import io.quarkiverse.nsexec.runtime.payload.Frame;
import io.quarkiverse.nsexec.runtime.payload.FrameKind;
import io.quarkiverse.nsexec.runtime.worker.WorkerPool;
import io.quarkiverse.nsexec.runtime.worker.WorkerRequest;

/**
 * Takes calls through the gate of their profile to a worker, and their answers back.
 */
final class TaskCalls {

    private static final int SIGKILL = 9;

    private final ProfileGates gates;
    private final WorkerPool workers;
    private final String applicationClass;
    private final EventLoop timers;
    private final Executor executor;

    TaskCalls(ProfileGates gates, WorkerPool workers, String applicationClass, EventLoop timers, Executor executor) {
        this.gates = gates;
        this.workers = workers;
        this.applicationClass = applicationClass;
        this.timers = timers;
        this.executor = executor;
    }

    /** Calls and waits. An interruption of the thread ends the sandbox. */
    Object run(Task task, byte[] arguments) throws Exception {
        Frame request = request(task, arguments);
        TaskCall call = new TaskCall(task, timers);
        Frame answer;
        try {
            call.start(gate(task).acquire(), workers, request);
            answer = call.answer().get();
        } catch (InterruptedException e) {
            call.cancel();
            throw interrupted(task, e);
        } catch (ExecutionException e) {
            e.getCause().setStackTrace(CallerFrames.here()); // it was made on a thread of ours, whose frames say nothing
            throw failure(e.getCause());
        }
        try {
            return TaskAnswer.read(task, answer, CallerFrames.here());
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    /**
     * Calls without waiting. The result is completed on a thread that may block; cancelling it ends the sandbox.
     *
     * @param caller the caller's stack, for an exception of the task
     */
    CompletableFuture<Object> runAsync(Task task, byte[] arguments, StackTraceElement[] caller) {
        Frame request = request(task, arguments);
        TaskCall call = new TaskCall(task, timers);
        CompletionStage<ProfileGate.Slot> slot;
        try {
            slot = gate(task).acquireAsync();
        } catch (TaskRejectedException e) {
            return CompletableFuture.failedFuture(e);
        }
        slot.thenAcceptAsync(granted -> call.start(granted, workers, request), executor);
        CompletableFuture<Object> result = new CompletableFuture<>();
        call.answer().whenCompleteAsync((answer, failure) -> complete(result, task, answer, failure, caller), executor);
        result.whenComplete((value, failure) -> {
            if (failure instanceof CancellationException) {
                slot.toCompletableFuture().cancel(false); // where it still waits
                call.cancel();
            }
        });
        return result;
    }

    private static void complete(CompletableFuture<Object> result, Task task, Frame answer, Throwable failure,
            StackTraceElement[] caller) {
        if (failure != null) {
            result.completeExceptionally(failure);
            return;
        }
        try {
            result.complete(TaskAnswer.read(task, answer, caller));
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    private ProfileGate gate(Task task) {
        return gates.gate(task.definition.getProfile());
    }

    private Frame request(Task task, byte[] arguments) {
        TaskDefinition definition = task.definition;
        WorkerRequest request = new WorkerRequest(applicationClass, task.configuration, definition.getMappings(),
                definition.getInvokerClass(), definition.getBeanIdentifier(), arguments);
        return new Frame(FrameKind.REQUEST, request.encode(task.cap));
    }

    private static Exception interrupted(Task task, InterruptedException e) {
        if (task.declaresInterruptedException) {
            return e;
        }
        Thread.currentThread().interrupt();
        return new TaskKilledException(task.definition.getId() + " was ended because the thread that called it was interrupted",
                SIGKILL, false, e);
    }

    private static Exception failure(Throwable e) throws Error {
        if (e instanceof Error error) {
            throw error;
        }
        return (Exception) e;
    }
}
