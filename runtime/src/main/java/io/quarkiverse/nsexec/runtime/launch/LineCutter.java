package io.quarkiverse.nsexec.runtime.launch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a stream of bytes into lines of bounded length; what goes beyond the bound is dropped, and the line says so. Keeps at
 * most one line. Carriage returns before the newline are dropped.
 */
public final class LineCutter {

    /** What to do with one line. */
    public interface Receiver {

        /**
         * Called for each line, and for a last one without newline.
         *
         * @param line without its newline, decoded as UTF-8
         * @param dropped how many bytes at its end were dropped
         */
        void line(String line, long dropped);
    }

    private final byte[] line;
    private final Receiver receiver;
    private int length;
    private long dropped;

    /** @param maxLength bytes of a line at the most, without its newline */
    public LineCutter(int maxLength, Receiver receiver) {
        this.line = new byte[maxLength];
        this.receiver = receiver;
    }

    /** Takes bytes in, of any number, and passes on the lines that they complete. */
    public void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b == '\n') {
                pass();
            } else if (length < line.length) {
                line[length++] = b;
            } else {
                dropped++;
            }
        }
    }

    /** Passes on the last line where it has no newline. */
    public void end() {
        if (length > 0) {
            pass();
        }
    }

    private void pass() {
        if (dropped == 0 && length > 0 && line[length - 1] == '\r') {
            length--;
        }
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        long cut = dropped;
        length = 0;
        dropped = 0;
        receiver.line(text, cut);
    }
}
