package io.quarkiverse.nsexec.runtime.task;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a command writes, as a buffered stream. At the command's end what is left in the pipe, at most its capacity, moves to
 * the heap and the descriptor closes: nobody has to close the stream for that. The descriptor is never closed under a reader,
 * who might then read another file that got its number.
 */
final class PipeInputStream extends InputStream {

    private static final int BUFFER_SIZE = 8192;

    private final ReentrantLock reading = new ReentrantLock();
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private int position;
    private int limit;
    private volatile InputStream in;
    private volatile boolean ended;
    private volatile boolean closed;
    private volatile boolean settled;

    PipeInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        reading.lock();
        try {
            return hasBuffered() || fill() ? buffer[position++] & 0xff : -1;
        } finally {
            unlock();
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        reading.lock();
        try {
            if (!hasBuffered() && length >= BUFFER_SIZE) {
                return in.read(bytes, offset, length);
            }
            if (!hasBuffered() && !fill()) {
                return -1;
            }
            int taken = Math.min(length, limit - position);
            System.arraycopy(buffer, position, bytes, offset, taken);
            position += taken;
            return taken;
        } finally {
            unlock();
        }
    }

    private boolean hasBuffered() {
        return !closed && position < limit;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    @Override
    public int available() throws IOException {
        reading.lock();
        try {
            return (hasBuffered() ? limit - position : 0) + in.available();
        } finally {
            unlock();
        }
    }

    /** Drops what is there; where another thread waits in a read, once that has come to its end. */
    @Override
    public void close() {
        closed = true;
        settle();
    }

    /** Nobody writes any more. */
    void processEnded() {
        ended = true;
        settle();
    }

    private void unlock() {
        reading.unlock();
        settle();
    }

    /** Does what a close or the command's end asks for, unless somebody reads now: who does calls this afterwards. */
    private void settle() {
        while (isUnsettled() && reading.tryLock()) {
            try {
                settled = true;
                if (closed) {
                    in.close();
                    in = closedStream();
                } else {
                    in = rest(in);
                }
            } catch (IOException e) {
                in = new ByteArrayInputStream(new byte[0]); // of a close(2) for reading: nothing is lost
            } finally {
                reading.unlock();
            }
        }
    }

    private boolean isUnsettled() {
        return (closed || ended) && !settled;
    }

    private static InputStream closedStream() throws IOException {
        InputStream stream = InputStream.nullInputStream();
        stream.close();
        return stream;
    }

    private static InputStream rest(InputStream in) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(0);
        try (in) {
            for (int n = in.available(); n > 0; n = in.available()) {
                rest.write(in.readNBytes(n));
            }
        } catch (IOException e) {
            // then no more than what was read is left
        }
        return new ByteArrayInputStream(rest.toByteArray());
    }
}
