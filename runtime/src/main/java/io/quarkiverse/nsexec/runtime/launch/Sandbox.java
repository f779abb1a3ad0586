package io.quarkiverse.nsexec.runtime.launch;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A sandbox, from the request to make it to its end. What depends on its stages runs on the thread of the launcher's events:
 * it must not block. All three complete in every case, in this order; nobody else may complete them.
 */
public interface Sandbox {

    /** The number of the task; not used again by this launcher. */
    long task();

    /**
     * Completes with the pid of the sandbox's init, in the service's pid namespace, once the program was executed. Fails with
     * a {@link io.quarkiverse.nsexec.LauncherException} where it was not; {@link LaunchErrors#isExecFailure} tells a program
     * that cannot be executed from a sandbox that could not be made.
     */
    CompletionStage<Integer> started();

    /**
     * Completes with the report of init, or empty where init was killed before it could tell. Fails as {@link #started()}
     * did, and with a {@link io.quarkiverse.nsexec.LauncherException} where the launcher ended.
     */
    CompletionStage<Optional<ExitReport>> exited();

    /**
     * Completes, never with a failure, when nothing is left of the sandbox: with the raw wait status of its init (wait(2)), 0
     * where it never existed, 9 (SIGKILL) where the launcher ended, for then the kernel ends it.
     */
    CompletionStage<Integer> reaped();

    /**
     * Sends a signal (1 to 64) to the task's first process. One that is sent before the program runs arrives when it does;
     * one that is sent after its end is without effect.
     */
    void signal(int signal);

    /** Ends the whole sandbox by SIGKILL; without effect where it has ended. */
    void kill();
}
