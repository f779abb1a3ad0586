package io.quarkiverse.nsexec;

/**
 * This host forbids what the profile asks for. The message names the call, the error number and what to change.
 */
public class IsolationUnsupportedException extends LauncherException {

    private static final long serialVersionUID = 1L;

    public IsolationUnsupportedException(String message, String stage, String step, String errno) {
        super(message, stage, step, errno);
    }

    public IsolationUnsupportedException(String message, Throwable cause) {
        super(message, cause);
    }
}
