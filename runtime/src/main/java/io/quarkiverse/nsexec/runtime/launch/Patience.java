package io.quarkiverse.nsexec.runtime.launch;

import java.time.Duration;

/**
 * How long the client waits for a launcher that may be stuck.
 *
 * @param hello for its first message
 * @param start for a sandbox to run its program
 * @param kill for a sandbox to end after SIGKILL; a process that hangs in the kernel takes longer
 * @param exit for its own end, once its control socket is closed
 */
record Patience(Duration hello, Duration start, Duration kill, Duration exit) {

    /** Far above what a loaded host needs: a sandbox takes milliseconds. */
    static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(10),
            Duration.ofSeconds(3));
}
