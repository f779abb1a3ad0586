package io.quarkiverse.nsexec;

/**
 * What crosses the boundary is too large, malformed, or not of the declared type; in either direction.
 */
public class PayloadException extends IsolationException {

    private static final long serialVersionUID = 1L;

    public PayloadException(String message) {
        super(message);
    }

    public PayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
