package io.quarkiverse.nsexec.it.scripts;

import java.time.Duration;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.quarkiverse.nsexec.TaskUsage;

/**
 * What a script used.
 */
record ScriptUsage(
        @Schema(description = "CPU time in user mode") double userCpuMillis,
        @Schema(description = "CPU time in the kernel") double systemCpuMillis,
        @Schema(description = "Time from start to end") double wallMillis,
        @Schema(description = "Peak resident memory of its largest process") long peakMemoryBytes) {

    static ScriptUsage of(TaskUsage usage) {
        return new ScriptUsage(millis(usage.userCpu()), millis(usage.systemCpu()), millis(usage.wall()), usage.peakMemory());
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
