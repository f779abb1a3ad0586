package io.quarkiverse.nsexec;

import java.time.Duration;

/**
 * What a task used, as its sandbox's init saw it at the task's end: the task's process and all descendants that were waited for
 * (getrusage(2), {@code RUSAGE_CHILDREN}).
 *
 * @param userCpu CPU time spent in user mode, in microsecond steps
 * @param systemCpu CPU time spent in the kernel, in microsecond steps
 * @param wall time from the start of the program to its end
 * @param peakMemory peak resident set size of the largest single process, in bytes, in steps of 1024
 */
public record TaskUsage(Duration userCpu, Duration systemCpu, Duration wall, long peakMemory) {
}
