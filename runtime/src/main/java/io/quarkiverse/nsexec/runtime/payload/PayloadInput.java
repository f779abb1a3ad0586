package io.quarkiverse.nsexec.runtime.payload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.quarkiverse.nsexec.PayloadException;

/**
 * Reads what {@link PayloadOutput} wrote. Every length is checked against what is there before anything is allocated; every
 * fault is a {@link PayloadException}.
 */
public final class PayloadInput {

    private final byte[] bytes;
    private int position;

    public PayloadInput(byte[] bytes) {
        this.bytes = bytes;
    }

    public int readByte(String what) {
        need(1, what);
        return bytes[position++] & 0xff;
    }

    public int readShort(String what) {
        need(2, what);
        return readByte(what) << 8 | readByte(what);
    }

    public int readInt(String what) {
        need(4, what);
        int value = ByteBuffer.wrap(bytes, position, 4).getInt();
        position += 4;
        return value;
    }

    public long readLong(String what) {
        need(8, what);
        long value = ByteBuffer.wrap(bytes, position, 8).getLong();
        position += 8;
        return value;
    }

    /** A text of at most so many bytes. Malformed UTF-8 is refused. */
    public String readString(String what, int maxBytes) {
        int length = readLength(what, maxBytes);
        String text = utf8(bytes, position, length, what);
        position += length;
        return text;
    }

    /** A byte string of at most so many bytes. */
    public byte[] readBytes(String what, int maxBytes) {
        int length = readLength(what, maxBytes);
        byte[] copy = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return copy;
    }

    /** How many bytes are left. */
    public int remaining() {
        return bytes.length - position;
    }

    /** @throws PayloadException something is left */
    public void end(String what) {
        if (remaining() > 0) {
            throw new PayloadException(remaining() + " bytes too many after " + what);
        }
    }

    /** A u32 length that is covered by what is there. */
    int readLength(String what, int max) {
        int length = readInt(what);
        if (length < 0 || length > max) {
            throw new PayloadException("The length of " + what + " is " + (length & 0xffffffffL) + "; at most " + max
                    + " is allowed");
        }
        need(length, what);
        return length;
    }

    byte[] array() {
        return bytes;
    }

    int position() {
        return position;
    }

    void skip(int count, String what) {
        need(count, what);
        position += count;
    }

    private void need(int count, String what) {
        if (count > remaining()) {
            throw new PayloadException("Cut off in " + what + ": " + count + " bytes needed, " + remaining() + " are there");
        }
    }

    static String utf8(byte[] bytes, int offset, int length, String what) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        // the decoder puts this character where the input is malformed; the slow, strict way only where it occurs
        if (text.indexOf('\uFFFD') < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, offset, length)).toString();
        } catch (CharacterCodingException e) {
            throw new PayloadException(what + " is no valid UTF-8", e);
        }
    }
}
