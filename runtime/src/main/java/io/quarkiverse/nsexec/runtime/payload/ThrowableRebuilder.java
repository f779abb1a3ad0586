package io.quarkiverse.nsexec.runtime.payload;

import java.util.Collection;

import io.quarkiverse.nsexec.PayloadException;
import io.quarkiverse.nsexec.TaskFailedException;

/**
 * Turns what a worker says about an exception into an exception, on the host's side. Classes come from a list that was made
 * when the application was built; what the worker sends is only compared with their names.
 */
public final class ThrowableRebuilder {

    /**
     * @param rebuildable the exception classes of the method that are thrown as their own type; the JDK's runtime exceptions
     *        need not be listed
     */
    public ThrowableRebuilder(Collection<? extends Class<?>> rebuildable, PayloadCap cap) {
    }

    /**
     * @param callerFrames the stack of the caller, which follows the remote frames
     * @return the exception of the task, as its own type where that is listed, else a {@link TaskFailedException}
     * @throws PayloadException the fields do not fit the class
     */
    public Throwable rebuild(ThrowableData data, StackTraceElement[] callerFrames) {
        throw new UnsupportedOperationException();
    }
}
