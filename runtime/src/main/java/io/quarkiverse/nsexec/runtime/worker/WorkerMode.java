package io.quarkiverse.nsexec.runtime.worker;

/**
 * Whether this JVM is a worker, in which an isolated method runs in place: it is in its sandbox already.
 */
public final class WorkerMode {

    private static volatile boolean inside;

    private WorkerMode() {
    }

    /** True in a worker, false in the service. */
    public static boolean inside() {
        return inside;
    }

    static void enter() {
        inside = true;
    }
}
