package io.quarkiverse.nsexec.runtime.launch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.quarkiverse.nsexec.PayloadException;

/**
 * The bytes of a bootstrap message: header and attributes, in native byte order, each attribute padded to 4 bytes.
 */
final class BootstrapMessage {

    static final int MAX_SIZE = 16 * 1024 * 1024;
    static final int HEADER_SIZE = 16;

    private static final short TYPE = (short) 62000;
    private static final short FLAGS = 1;
    private static final int CONTINUATION = 27402;
    private static final int ATTRIBUTE_HEADER_SIZE = 4;
    /** A u16 counts header and payload; a multiple of 4, so that only the last piece of a long text is padded. */
    static final int MAX_PIECE = 65_528;

    private ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder()).position(HEADER_SIZE);

    /** A text; its NUL is added here. What is longer than one attribute holds goes on in others. */
    void text(int type, byte[] text) {
        int size = text.length + 1;
        int offset = 0;
        int pieceType = type;
        while (offset < size) {
            int piece = Math.min(MAX_PIECE, size - offset);
            begin(pieceType, piece);
            bytes.put(text, offset, Math.min(piece, text.length - offset));
            offset += piece;
            if (offset == size) {
                bytes.put((byte) 0);
            }
            pad();
            pieceType = CONTINUATION;
        }
    }

    void number(int type, int value) {
        begin(type, Integer.BYTES);
        bytes.putInt(value);
    }

    void numbers(int type, int[] values) {
        begin(type, values.length * Integer.BYTES);
        for (int value : values) {
            bytes.putInt(value);
        }
    }

    byte[] finish() {
        int size = bytes.position();
        bytes.putInt(0, size);
        bytes.putShort(4, TYPE);
        bytes.putShort(6, FLAGS);
        // sequence and pid stay 0
        byte[] message = new byte[size];
        bytes.get(0, message);
        return message;
    }

    private void begin(int type, int payload) {
        int needed = bytes.position() + ATTRIBUTE_HEADER_SIZE + (payload + 3 & ~3);
        if (needed > MAX_SIZE) {
            throw new PayloadException("Command line, environment and settings of the task exceed " + MAX_SIZE
                    + " bytes: pass what is longer by standard input or by a file");
        }
        if (needed > bytes.capacity()) {
            bytes = ByteBuffer.allocate(Math.min(MAX_SIZE, Math.max(needed, bytes.capacity() * 2)))
                    .order(ByteOrder.nativeOrder())
                    .put(bytes.flip());
        }
        bytes.putShort((short) (ATTRIBUTE_HEADER_SIZE + payload));
        bytes.putShort((short) type);
    }

    private void pad() {
        while ((bytes.position() & 3) != 0) {
            bytes.put((byte) 0);
        }
    }
}
