package io.quarkiverse.nsexec.it.images;

import io.quarkiverse.nsexec.it.problems.UnusableInputException;

/**
 * No thumbnail can be made of it.
 */
public class UnreadableImageException extends UnusableInputException {

    private static final long serialVersionUID = 1L;

    public UnreadableImageException(String message) {
        super(message);
    }

    @Override
    public String reason() {
        return "unreadable-image";
    }
}
