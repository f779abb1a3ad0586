package io.quarkiverse.nsexec.runtime.payload;

import java.util.Collection;
import java.util.Set;

import io.quarkiverse.nsexec.PayloadException;
import io.quarkiverse.nsexec.TaskFailedException;

/**
 * Turns what a worker says about an exception into an exception, on the host's side. Classes come from a list that was made
 * when the application was built; what the worker sends is only compared with their names. Safe for use by several threads.
 */
public final class ThrowableRebuilder {

    private final Set<String> rebuildable;
    private final ClassLoader loader;

    /**
     * @param rebuildable the names of the exception classes of the method that are thrown as their own type; the JDK's runtime
     *        exceptions need not be listed. None of them is loaded before an exception of that name comes; one that this JDK
     *        lacks, as the application was built with a newer one, comes as data
     * @param loader the application's
     */
    public ThrowableRebuilder(Collection<String> rebuildable, ClassLoader loader) {
        this.rebuildable = Set.copyOf(rebuildable);
        this.loader = loader;
    }

    /**
     * @param callerFrames the stack of the caller, which follows the remote frames
     * @return the exception of the task, as its own type where that is listed, else a {@link TaskFailedException}; its causes
     *         and suppressed ones by the same rule
     * @throws PayloadException the fields do not fit the class
     */
    public Throwable rebuild(ThrowableData data, StackTraceElement[] callerFrames) {
        Throwable cause = data.cause() == null ? null : rebuild(data.cause(), callerFrames);
        Throwable rebuilt = asOwnType(data, cause);
        if (rebuilt == null) {
            rebuilt = new TaskFailedException(data.className(), data.message());
            if (cause != null) {
                rebuilt.initCause(cause);
            }
        }
        for (ThrowableData suppressed : data.suppressed()) {
            rebuilt.addSuppressed(rebuild(suppressed, callerFrames));
        }
        rebuilt.setStackTrace(joined(data.frames(), callerFrames));
        return rebuilt;
    }

    private Throwable asOwnType(ThrowableData data, Throwable cause) {
        Class<?> type = listed(data.className());
        if (type == null || data.fields() == null) {
            return null;
        }
        return ThrowableFactory.create(type, data, cause);
    }

    /** The class of this name, or null where the build did not list it. */
    private Class<?> listed(String name) {
        if (!rebuildable.contains(name)) {
            return JdkExceptions.runtime().get(name);
        }
        try {
            Class<?> type = Class.forName(name, false, loader);
            return Throwable.class.isAssignableFrom(type) ? type : null;
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static StackTraceElement[] joined(StackTraceElement[] remote, StackTraceElement[] local) {
        StackTraceElement[] all = new StackTraceElement[remote.length + local.length];
        System.arraycopy(remote, 0, all, 0, remote.length);
        System.arraycopy(local, 0, all, remote.length, local.length);
        return all;
    }
}
