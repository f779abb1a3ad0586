package io.quarkiverse.nsexec.runtime.worker;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.nsexec.runtime.payload.Frame;

/**
 * One request that a worker has, and its answer.
 */
public interface WorkerExchange {

    /**
     * The answer: of kind RESULT, THROWN or REFUSED. Fails with the exception that the caller is to see. Completed on a
     * thread that must not block.
     */
    CompletionStage<Frame> answer();

    /** Completes, never with a failure, when nothing is left of the worker. */
    CompletionStage<?> gone();

    /** Ends the worker and its sandbox; without effect where it has ended. */
    void end();
}
