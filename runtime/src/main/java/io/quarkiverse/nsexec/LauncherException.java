package io.quarkiverse.nsexec;

/**
 * The sandbox could not be set up, or the launcher ended while the task ran. The next call gets a new launcher.
 */
public class LauncherException extends IsolationException {

    private static final long serialVersionUID = 1L;

    private final String stage;
    private final String step;
    private final String errno;

    public LauncherException(String message, String stage, String step, String errno) {
        super(message);
        this.stage = stage;
        this.step = step;
        this.errno = errno;
    }

    public LauncherException(String message, Throwable cause) {
        super(message, cause);
        this.stage = null;
        this.step = null;
        this.errno = null;
    }

    /** {@code launcher}, {@code stage 0}, {@code stage 1}, {@code stage 2} or {@code task}; null where no stage was reached. */
    public String stage() {
        return stage;
    }

    /** The step of that stage which failed, such as {@code unshare} or {@code exec}; null where unknown. */
    public String step() {
        return step;
    }

    /** The symbolic name of the error number (errno(3)), such as {@code EPERM}; null where there was none. */
    public String errno() {
        return errno;
    }
}
