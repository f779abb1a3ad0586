package io.quarkiverse.nsexec.runtime.payload;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.quarkiverse.nsexec.PayloadException;

/**
 * A growing array of bytes with an end, and the few primitives of our own encoding: big-endian numbers, and texts and byte
 * strings behind a u32 length. It refuses to grow beyond its cap while it is written to, not afterwards.
 */
public final class PayloadOutput extends OutputStream {

    private static final int FIRST_CAPACITY = 256;

    private final int cap;
    private final PayloadCap owner;
    private final String what;
    private byte[] bytes;
    private int size;
    private boolean overflowed;

    /** @param cap the profile's cap, which is named where it is exceeded */
    public PayloadOutput(PayloadCap cap) {
        this(cap.arrayCap(), cap, "What is to be sent");
    }

    /** For a whole request: the arguments, which the profile's cap bounds already, and what goes with them. */
    public static PayloadOutput forRequest(PayloadCap cap) {
        return new PayloadOutput((int) FrameKind.REQUEST.maxBody(cap), cap, "The request");
    }

    /** @param what names in messages what is written */
    PayloadOutput(int cap, PayloadCap owner, String what) {
        this.cap = cap;
        this.owner = owner;
        this.what = what;
        this.bytes = new byte[Math.min(cap, FIRST_CAPACITY)];
    }

    @Override
    public void write(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    @Override
    public void write(byte[] source) {
        write(source, 0, source.length);
    }

    @Override
    public void close() {
        // nothing is held; Jackson closes what it writes to
    }

    public void writeShort(int value) {
        reserve(2);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    public void writeInt(int value) {
        reserve(4);
        putInt(size, value);
        size += 4;
    }

    public void writeLong(long value) {
        writeInt((int) (value >>> 32));
        writeInt((int) value);
    }

    /** A u32 length, then the text in UTF-8. An unpaired surrogate becomes a question mark. */
    public void writeString(String text) {
        writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A u32 length, then the bytes. */
    public void writeBytes(byte[] source) {
        writeInt(source.length);
        write(source);
    }

    /** What was written; write no more after it. */
    public byte[] toByteArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    int size() {
        return size;
    }

    /** Whether a write was refused; libraries wrap what this stream throws. */
    boolean overflowed() {
        return overflowed;
    }

    PayloadException overflow() {
        return owner.exceeded(what);
    }

    void putInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    /** @throws PayloadException so many more bytes would exceed the cap */
    void ensureFits(int more) {
        if (more > cap - size) {
            overflowed = true;
            throw overflow();
        }
    }

    private void reserve(int more) {
        ensureFits(more);
        if (more > bytes.length - size) {
            long doubled = Math.max((long) size + more, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, cap));
        }
    }
}
