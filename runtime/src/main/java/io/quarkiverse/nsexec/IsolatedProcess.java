package io.quarkiverse.nsexec;

import java.util.Optional;

/**
 * An external command that runs in a sandbox. {@link #pid()} is the pid of the sandbox's init, as the service sees it;
 * {@link #destroy()} sends SIGTERM to the command, {@link #destroyForcibly()} ends the whole sandbox.
 */
public abstract class IsolatedProcess extends Process {

    /**
     * What the command used. Present after a normal end or one by a signal; empty while it runs, and where the whole sandbox
     * was killed before its init could tell.
     */
    public abstract Optional<TaskUsage> usage();
}
