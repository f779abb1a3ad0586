package io.quarkiverse.nsexec;

/**
 * The root of what goes wrong around an isolated task, as opposed to within it.
 */
public class IsolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IsolationException(String message) {
        super(message);
    }

    public IsolationException(String message, Throwable cause) {
        super(message, cause);
    }
}
