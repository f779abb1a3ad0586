package io.quarkiverse.nsexec;

/**
 * The task threw an exception that is not rebuilt in the service, because the method does not declare it and it is none of the
 * JDK's runtime exceptions. What it was is here as data; its frames are the beginning of this exception's stack trace, followed
 * by the caller's; its causes and suppressed ones are this exception's, by the same rule.
 */
public class TaskFailedException extends IsolationException {

    private static final long serialVersionUID = 1L;

    private final String exceptionClassName;
    private final String exceptionMessage;

    public TaskFailedException(String exceptionClassName, String exceptionMessage) {
        super(exceptionMessage == null ? exceptionClassName : exceptionClassName + ": " + exceptionMessage);
        this.exceptionClassName = exceptionClassName;
        this.exceptionMessage = exceptionMessage;
    }

    /** The binary name of the exception's class, as the task reported it; it is text only, no class of that name was loaded. */
    public String exceptionClassName() {
        return exceptionClassName;
    }

    /** The exception's message as the task reported it; may be null. */
    public String exceptionMessage() {
        return exceptionMessage;
    }
}
