package io.quarkiverse.nsexec.it.documents;

import java.util.Locale;

import io.quarkiverse.nsexec.it.problems.UnusableInputException;

/**
 * The document cannot be read. Thrown in the sandbox, caught in the service.
 */
public class BrokenDocumentException extends UnusableInputException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** The content is something else. */
        NOT_A_PDF,
        /** A password would be needed. */
        ENCRYPTED,
        /** It begins as a PDF, and does not go on as one. */
        DAMAGED
    }

    private final Reason reason;

    public BrokenDocumentException(String message, Reason reason) {
        super(message);
        this.reason = reason;
    }

    public Reason getReason() {
        return reason;
    }

    @Override
    public String reason() {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
