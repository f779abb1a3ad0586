package io.quarkiverse.nsexec.runtime.payload;

import io.quarkiverse.nsexec.PayloadException;

/**
 * An exception of a task as data: class name, message, frames, causes, suppressed ones, and the fields of the application's own
 * exception classes.
 */
public final class ThrowableData {

    static final int MAX_ENCODED = 1 << 20;
    static final int MAX_FIELDS_ENCODED = 1 << 20;

    private ThrowableData() {
    }

    /** Describes an exception, on the worker's side; what exceeds a limit is cut. Never fails. */
    public static ThrowableData of(Throwable throwable, PayloadCap cap) {
        throw new UnsupportedOperationException();
    }

    /** The body of a {@link FrameKind#THROWN} frame. */
    public byte[] encode() {
        throw new UnsupportedOperationException();
    }

    /** @throws PayloadException the bytes are no description of an exception */
    public static ThrowableData decode(byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    /** The binary name of the exception's class; text only. */
    public String className() {
        throw new UnsupportedOperationException();
    }

    /** May be null. */
    public String message() {
        throw new UnsupportedOperationException();
    }
}
