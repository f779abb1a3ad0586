package io.quarkiverse.nsexec;

/**
 * The task took longer than its timeout; its sandbox was ended.
 */
public class TaskTimeoutException extends IsolationException {

    private static final long serialVersionUID = 1L;

    public TaskTimeoutException(String message) {
        super(message);
    }

    public TaskTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
