package io.quarkiverse.nsexec;

/**
 * Makes builders for external commands. Inject it.
 */
public interface IsolatedProcesses {

    /** A new builder for this command, in the default profile. */
    IsolatedProcessBuilder command(String... command);
}
