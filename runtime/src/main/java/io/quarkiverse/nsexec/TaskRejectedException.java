package io.quarkiverse.nsexec;

/**
 * The profile's slots ({@code max-concurrent}) and its queue ({@code queue-size}) are full; nothing was started.
 */
public class TaskRejectedException extends IsolationException {

    private static final long serialVersionUID = 1L;

    public TaskRejectedException(String message) {
        super(message);
    }

    public TaskRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
