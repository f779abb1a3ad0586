package io.quarkiverse.nsexec.runtime.launch;

import io.quarkiverse.nsexec.IsolationUnsupportedException;
import io.quarkiverse.nsexec.LauncherException;

/**
 * Turns what the launcher tells about a failure into an exception that says what to do about it.
 */
public final class LaunchErrors {

    private static final String[] STAGES = { "stage 0", "stage 1", "stage 2", "task", "launcher" };
    private static final int TASK_STAGE = 3;
    private static final String TASK = STAGES[TASK_STAGE];
    private static final String EXEC = "exec";
    private static final String CHDIR = "chdir";

    private LaunchErrors() {
    }

    /**
     * Whether the sandbox was made but its program could not be executed (not found, no permission, no program); {@link
     * Errno} knows the number behind the exception's errno name.
     */
    public static boolean isExecFailure(LauncherException failure) {
        return TASK.equals(failure.stage()) && EXEC.equals(failure.step());
    }

    /** Whether the sandbox was made but its working directory cannot be entered. */
    public static boolean isDirectoryFailure(LauncherException failure) {
        return CHDIR.equals(failure.step());
    }

    /**
     * The same failure with the frames of whoever calls this, for it was made on the thread of the launcher's events; that
     * one becomes the cause.
     */
    public static LauncherException atCaller(LauncherException failure) {
        LauncherException copy = failure instanceof IsolationUnsupportedException
                ? new IsolationUnsupportedException(failure.getMessage(), failure.stage(), failure.step(), failure.errno())
                : new LauncherException(failure.getMessage(), failure.stage(), failure.step(), failure.errno());
        copy.initCause(failure);
        return copy;
    }

    static LauncherException of(ControlMessage.Failure failure, HostSettings host) {
        String stage = failure.stage() >= 0 && failure.stage() < STAGES.length ? STAGES[failure.stage()]
                : "stage " + failure.stage();
        String errno = failure.errno() == 0 ? null : Errno.name(failure.errno());
        StringBuilder message = new StringBuilder(failure.stage() == TASK_STAGE ? "The program could not be executed: "
                : "The sandbox could not be made: ").append(stage).append(", ").append(failure.step());
        if (errno != null) {
            message.append(": ").append(errno).append(" (").append(Errno.message(failure.errno())).append(')');
        }
        if (!failure.text().isEmpty()) {
            message.append(": ").append(failure.text());
        }
        String remedy = Remedies.of(failure, host);
        if (remedy == null) {
            return new LauncherException(message.toString(), stage, failure.step(), errno);
        }
        return new IsolationUnsupportedException(message.append(". ").append(remedy).toString(), stage, failure.step(), errno);
    }
}
