package io.quarkiverse.nsexec;

import java.util.Optional;

/**
 * How a command ended, and what it wrote.
 *
 * @param exitCode the exit status, or 128 + the signal's number
 * @param stdout the first bytes of standard output
 * @param stdoutSize bytes written to standard output in all
 * @param stderr the first bytes of standard error
 * @param stderrSize bytes written to standard error in all
 * @param usage what it used; empty where the sandbox was killed before its init could tell
 */
public record CommandResult(int exitCode, byte[] stdout, long stdoutSize, byte[] stderr, long stderrSize,
        Optional<TaskUsage> usage) {
}
