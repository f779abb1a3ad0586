package io.quarkiverse.nsexec.runtime.payload;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.quarkiverse.nsexec.PayloadException;

/**
 * Puts one frame together from pieces, in the order in which they arrive on a non-blocking socket. Memory grows with what has
 * arrived, never with what was announced. Not safe for use by several threads.
 */
public final class FrameAssembler {

    /** A small answer fits at once; a large one doubles its way up. */
    private static final int FIRST_CAPACITY = 8 << 10;

    private final PayloadCap cap;
    private final byte[] header = new byte[Frame.HEADER];
    private int headerBytes;
    private FrameKind kind;
    private int bodyLength = -1;
    private byte[] body;
    private int bodyBytes;

    /** @param cap the profile's cap */
    public FrameAssembler(PayloadCap cap) {
        this.cap = cap;
    }

    /**
     * Takes bytes that arrived.
     *
     * @throws PayloadException the bytes are no frame, one that is too long, or go on after the frame's end
     */
    public void feed(byte[] bytes, int offset, int length) {
        feed(ByteBuffer.wrap(bytes, offset, length));
    }

    /**
     * Takes the buffer's remaining bytes.
     *
     * @throws PayloadException the bytes are no frame, one that is too long, or go on after the frame's end
     */
    public void feed(ByteBuffer bytes) {
        if (bodyLength < 0) {
            int taken = Math.min(bytes.remaining(), Frame.HEADER - headerBytes);
            bytes.get(header, headerBytes, taken);
            headerBytes += taken;
            if (headerBytes < Frame.HEADER) {
                return;
            }
            readHeader();
        }
        int taken = Math.min(bytes.remaining(), bodyLength - bodyBytes);
        reserve(taken);
        bytes.get(body, bodyBytes, taken);
        bodyBytes += taken;
        if (bytes.hasRemaining()) {
            throw new PayloadException(bytes.remaining() + " bytes came after the end of the frame");
        }
    }

    /** Whether the whole frame is there. */
    public boolean isComplete() {
        return bodyLength >= 0 && bodyBytes == bodyLength;
    }

    /**
     * The frame.
     *
     * @throws PayloadException it is not complete: the peer ended in the middle of it, or before it
     */
    public Frame frame() {
        if (!isComplete()) {
            throw new PayloadException(progress());
        }
        if (body.length != bodyLength) {
            body = Arrays.copyOf(body, bodyLength);
        }
        return new Frame(kind, body);
    }

    /** Whether any byte has arrived. */
    public boolean isStarted() {
        return headerBytes > 0;
    }

    /** How many bytes the next read may ask for without running past the frame's end; at most {@code limit}. */
    int missing(int limit) {
        return Math.min(limit, bodyLength < 0 ? Frame.HEADER - headerBytes : bodyLength - bodyBytes);
    }

    private String progress() {
        if (bodyLength < 0) {
            return "The frame ended after " + headerBytes + " of the " + Frame.HEADER + " bytes of its header";
        }
        return "The frame ended after " + bodyBytes + " of " + bodyLength + " bytes";
    }

    private long announced() {
        return ByteBuffer.wrap(header).getInt() & 0xffffffffL;
    }

    private void readHeader() {
        if (announced() < 1) {
            throw new PayloadException("A frame of length 0: at least its kind must follow");
        }
        int number = header[Frame.LENGTH] & 0xff;
        kind = FrameKind.of(number);
        if (kind == null) {
            throw new PayloadException("A frame of the unknown kind " + number);
        }
        long length = announced() - (Frame.HEADER - Frame.LENGTH);
        if (length > kind.maxBody(cap)) {
            throw kind == FrameKind.RESULT || kind == FrameKind.REQUEST
                    ? cap.exceeded("A frame of " + length + " bytes")
                    : new PayloadException("A frame of kind " + kind + " announces " + length + " bytes; at most "
                            + kind.maxBody(cap) + " are allowed");
        }
        bodyLength = (int) length;
        body = new byte[Math.min(bodyLength, FIRST_CAPACITY)];
    }

    private void reserve(int more) {
        int needed = bodyBytes + more;
        if (needed > body.length) {
            long doubled = Math.max(needed, 2L * body.length);
            body = Arrays.copyOf(body, (int) Math.min(doubled, bodyLength));
        }
    }
}
