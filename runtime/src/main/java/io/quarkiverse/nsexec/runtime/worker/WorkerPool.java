package io.quarkiverse.nsexec.runtime.worker;

import io.quarkiverse.nsexec.runtime.config.SandboxProfile;
import io.quarkiverse.nsexec.runtime.payload.Frame;
import io.quarkiverse.nsexec.runtime.payload.PayloadCap;

/**
 * Hands a request to a worker of a profile.
 */
public interface WorkerPool {

    /**
     * Starts the exchange; does not wait for its end.
     *
     * @param task the task's id, for messages and the log
     * @throws io.quarkiverse.nsexec.LauncherException if the launcher cannot be reached, or this process has no descriptors
     *         left
     */
    WorkerExchange exchange(SandboxProfile profile, PayloadCap cap, String task, Frame request);
}
