package io.quarkiverse.nsexec.runtime.config;

import java.time.Duration;

/**
 * What whoever operates the service may tune for one profile, valid.
 *
 * @param timeout the longest time of one task
 * @param killGracePeriod how long a command has between SIGTERM and SIGKILL
 * @param maxConcurrent how many tasks of the profile run at once, from 1 on
 * @param queueSize how many more may wait, from 0 on
 * @param maxPayload bytes of one request or response at the most
 */
public record ProfileLimits(Duration timeout, Duration killGracePeriod, int maxConcurrent, int queueSize, long maxPayload) {
}
