package io.quarkiverse.nsexec;

/**
 * The task's process ended without an answer: by a signal, by its own exit, or because the thread that waited for it was
 * interrupted (the cause is then an {@link InterruptedException}, and the thread's interrupt flag is set).
 */
public class TaskKilledException extends IsolationException {

    private static final long serialVersionUID = 1L;

    private final int signal;
    private final boolean outOfMemory;

    public TaskKilledException(String message, int signal, boolean outOfMemory, Throwable cause) {
        super(message, cause);
        this.signal = signal;
        this.outOfMemory = outOfMemory;
    }

    /** The number of the signal (signal(7)) that ended it, or 0 where it ended by itself. */
    public int signal() {
        return signal;
    }

    /** Whether the kernel's OOM killer ended it. */
    public boolean outOfMemory() {
        return outOfMemory;
    }
}
