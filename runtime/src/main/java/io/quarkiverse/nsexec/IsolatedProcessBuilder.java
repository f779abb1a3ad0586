package io.quarkiverse.nsexec;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Starts external commands in sandboxes; used like a {@link ProcessBuilder}. Not safe for use by several threads; each
 * builder may start any number of processes.
 */
public interface IsolatedProcessBuilder {

    /**
     * The name of the profile to run in; empty (the default) is the default profile. Unknown: {@link IllegalArgumentException}.
     */
    IsolatedProcessBuilder profile(String name);

    /** The program and its arguments. A program without {@code /} is looked up in the command's own {@code PATH}. */
    IsolatedProcessBuilder command(List<String> command);

    /** The program and its arguments. */
    IsolatedProcessBuilder command(String... command);

    /**
     * Variables of this command, beside those of the profile, which they override; initially empty. The service's own
     * environment is not passed on.
     */
    Map<String, String> environment();

    /** The working directory: an absolute path inside the sandbox; null (the default) is the profile's. */
    IsolatedProcessBuilder directory(String directory);

    /** Where standard input comes from; {@link ProcessBuilder.Redirect#PIPE} by default. */
    IsolatedProcessBuilder redirectInput(ProcessBuilder.Redirect source);

    /** Where standard output goes; {@link ProcessBuilder.Redirect#PIPE} by default. */
    IsolatedProcessBuilder redirectOutput(ProcessBuilder.Redirect destination);

    /** Where standard error goes; {@link ProcessBuilder.Redirect#PIPE} by default. */
    IsolatedProcessBuilder redirectError(ProcessBuilder.Redirect destination);

    /** Whether standard error is merged into standard output; false by default. */
    IsolatedProcessBuilder redirectErrorStream(boolean merge);

    /** All three streams are the service's own. */
    IsolatedProcessBuilder inheritIO();

    /**
     * Starts the command and returns once its program was executed. The profile's timeout applies to it. Waits for a slot of
     * the profile where its queue has room.
     *
     * @throws IOException if the program cannot be executed (not found, no permission), or a redirect cannot be opened
     * @throws TaskRejectedException if slots and queue are full
     * @throws IsolationUnsupportedException if the host forbids the sandbox
     * @throws LauncherException if the sandbox could not be made
     */
    IsolatedProcess start() throws IOException;

    /**
     * Runs the command to its end and collects its output; standard input is empty unless redirected from a file.
     *
     * @param maxOutput bytes kept of each stream, from 0 on; what comes beyond is read and counted, not kept
     * @throws IOException as {@link #start()}, or if the output cannot be read
     * @throws TaskTimeoutException if the profile's timeout ended it
     * @throws TaskRejectedException as {@link #start()}
     * @throws LauncherException as {@link #start()}, or if the launcher ended meanwhile
     * @throws InterruptedException if the calling thread was interrupted; the sandbox is ended
     */
    CommandResult run(int maxOutput) throws IOException, InterruptedException;
}
