package io.quarkiverse.nsexec.it.problems;

/**
 * The root of what a task says about its input. The tasks declare their own kinds of it, so they arrive in the service as what
 * they were in the sandbox.
 */
public abstract class UnusableInputException extends Exception {

    private static final long serialVersionUID = 1L;

    protected UnusableInputException(String message) {
        super(message);
    }

    /** One word for programs, such as {@code encrypted}. */
    public abstract String reason();
}
