package io.quarkiverse.nsexec.runtime.launch;

import io.quarkiverse.nsexec.TaskUsage;

/**
 * How the task's first process ended, as init saw it (waitid(2)).
 *
 * @param code {@link #EXITED}, {@link #KILLED} or {@link #DUMPED}
 * @param status the exit status, or the signal that ended it
 * @param usage what the task used
 * @param minorFaults page faults served without reading a file
 * @param majorFaults page faults that read a file
 * @param voluntarySwitches context switches because the task waited
 * @param involuntarySwitches context switches because its time was up
 */
public record ExitReport(int code, int status, TaskUsage usage, long minorFaults, long majorFaults, long voluntarySwitches,
        long involuntarySwitches) {

    /** CLD_EXITED: by itself. */
    public static final int EXITED = 1;
    /** CLD_KILLED: by a signal. */
    public static final int KILLED = 2;
    /** CLD_DUMPED: by a signal, with a core dump. */
    public static final int DUMPED = 3;

    /** The signal that ended it, or 0. */
    public int signal() {
        return code == EXITED ? 0 : status;
    }

    /** The exit status, or 128 + the signal, as shells tell it. */
    public int exitCode() {
        return code == EXITED ? status : 128 + status;
    }
}
