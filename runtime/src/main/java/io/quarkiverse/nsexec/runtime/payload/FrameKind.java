package io.quarkiverse.nsexec.runtime.payload;

/**
 * What a frame holds. The numbers are the wire's.
 */
public enum FrameKind {

    /** Host to worker: the task, and its arguments. */
    REQUEST(1),

    /** Worker to host: what {@link MethodCodec#encodeResult} made. */
    RESULT(2),

    /** Worker to host: the method threw; what {@link ThrowableData#encode} made. */
    THROWN(3),

    /** Worker to host: the worker could not run the task, or could not encode what came of it; a text, in UTF-8. */
    REFUSED(4);

    private final int number;

    FrameKind(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The kind of this number, or null. */
    static FrameKind of(int number) {
        for (FrameKind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        return null;
    }

    /**
     * Bytes that the body of such a frame has at the most. An exception's description and a refusal have caps of their own, so
     * that a small {@code max-payload} does not swallow the reason of a failure.
     */
    long maxBody(PayloadCap cap) {
        switch (this) {
            case THROWN:
                return ThrowableData.MAX_ENCODED + Math.min(cap.bytes(), ThrowableData.MAX_FIELDS_ENCODED);
            case REFUSED:
                return Frame.MAX_REFUSAL;
            default:
                return Math.min(cap.bytes() + Frame.ENVELOPE, PayloadCap.MAX_ARRAY - Frame.HEADER);
        }
    }
}
