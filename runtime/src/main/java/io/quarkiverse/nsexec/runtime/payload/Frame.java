package io.quarkiverse.nsexec.runtime.payload;

/**
 * One message between service and worker: {@code u32 length of what follows | u8 kind | body}, big-endian.
 *
 * @param kind what the body is
 * @param body the body; not copied
 */
public record Frame(FrameKind kind, byte[] body) {

    /** Bytes before the body: the length and the kind. */
    static final int HEADER = 5;

    /** Bytes of the length. */
    static final int LENGTH = 4;

    /** What a request may hold beside its encoded arguments: the task's name and the values of configuration properties. */
    static final int ENVELOPE = 1 << 20;

    /** A refusal is a text for a person; more than this is none. */
    static final int MAX_REFUSAL = 64 << 10;

    /** The frame as it stands on the wire. */
    public byte[] toBytes() {
        byte[] bytes = new byte[Math.addExact(HEADER, body.length)];
        putHeader(bytes, kind, body.length);
        System.arraycopy(body, 0, bytes, HEADER, body.length);
        return bytes;
    }

    static void putHeader(byte[] bytes, FrameKind kind, int bodyLength) {
        int length = Math.addExact(bodyLength, HEADER - LENGTH);
        bytes[0] = (byte) (length >>> 24);
        bytes[1] = (byte) (length >>> 16);
        bytes[2] = (byte) (length >>> 8);
        bytes[3] = (byte) length;
        bytes[LENGTH] = (byte) kind.number();
    }
}
