package io.quarkiverse.nsexec.runtime.payload;

import java.util.List;
import java.util.Map;

import io.quarkiverse.nsexec.PayloadException;

/**
 * An exception of a task as data: class name, message, frames, cause, suppressed ones, and the fields of the application's own
 * exception classes. The worker cuts what exceeds a limit; the host refuses it.
 */
public final class ThrowableData {

    /** Bytes without the fields; a stack of 1024 frames takes some 100 KiB. */
    static final int MAX_ENCODED = 1 << 20;

    /** Bytes of all fields together; an exception is no way to hand over results. */
    static final int MAX_FIELDS_ENCODED = 1 << 20;

    /** Causes of causes, and suppressed ones of those; deeper ones say nothing new. */
    static final int MAX_DEPTH = 16;

    /** Exceptions in one description, all causes and suppressed ones counted. */
    static final int MAX_THROWABLES = 64;

    /** The JVM's own default, -XX:MaxJavaStackTraceDepth. */
    static final int MAX_FRAMES = 1024;

    /** Bytes of a message. */
    static final int MAX_MESSAGE = 64 << 10;

    /** Bytes of the name of a class, a method or a file; the class file format's own limit is 65535, which nobody nears. */
    static final int MAX_NAME = 1024;

    /** Fields of one exception. */
    static final int MAX_FIELDS = 256;

    private final String className;
    private final String message;
    private final StackTraceElement[] frames;
    private final Map<String, byte[]> fields;
    private final ThrowableData cause;
    private final List<ThrowableData> suppressed;

    ThrowableData(String className, String message, StackTraceElement[] frames, Map<String, byte[]> fields,
            ThrowableData cause, List<ThrowableData> suppressed) {
        this.className = className;
        this.message = message;
        this.frames = frames;
        this.fields = fields;
        this.cause = cause;
        this.suppressed = suppressed;
    }

    /** Describes an exception, on the worker's side; what exceeds a limit is cut, and an odd exception does no harm. */
    public static ThrowableData of(Throwable throwable, PayloadCap cap) {
        return new ThrowableDescriber(cap).describe(throwable, MAX_DEPTH);
    }

    /** The binary name of the exception's class; text only. */
    public String className() {
        return className;
    }

    /** The message as the task reported it; may be null. */
    public String message() {
        return message;
    }

    StackTraceElement[] frames() {
        return frames;
    }

    /** The encoded fields by name; null where they did not fit. */
    Map<String, byte[]> fields() {
        return fields;
    }

    ThrowableData cause() {
        return cause;
    }

    List<ThrowableData> suppressed() {
        return suppressed;
    }

    /** The body of a {@link FrameKind#THROWN} frame. */
    public byte[] encode() {
        return ThrowableWire.encode(this);
    }

    /** @throws PayloadException the bytes are no description of an exception */
    public static ThrowableData decode(byte[] bytes) {
        return ThrowableWire.decode(bytes);
    }
}
