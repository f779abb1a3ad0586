package io.quarkiverse.nsexec.runtime.task;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a command reads, as a buffered stream; its descriptor closes at the command's end, but never under a writer, who might
 * then write to another file that got its number.
 */
final class PipeOutputStream extends OutputStream {

    private final ReentrantLock writing = new ReentrantLock();
    private final OutputStream pipe;
    private final BufferedOutputStream buffered;
    private volatile boolean ended;
    private volatile boolean settled;

    PipeOutputStream(OutputStream pipe) {
        this.pipe = pipe;
        this.buffered = new BufferedOutputStream(pipe);
    }

    @Override
    public void write(int b) throws IOException {
        writing.lock();
        try {
            buffered.write(b);
        } finally {
            unlock();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        writing.lock();
        try {
            buffered.write(bytes, offset, length);
        } finally {
            unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        writing.lock();
        try {
            buffered.flush();
        } finally {
            unlock();
        }
    }

    @Override
    public void close() throws IOException {
        writing.lock();
        try {
            if (!settled) {
                settled = true;
                buffered.close(); // closes the pipe also where the flush fails
            }
        } finally {
            writing.unlock();
        }
    }

    /** Nobody reads any more; a writer that waits at this moment gets EPIPE, and closes when it is through. */
    void processEnded() {
        ended = true;
        settle();
    }

    private void unlock() {
        writing.unlock();
        settle();
    }

    private void settle() {
        while (ended && !settled && writing.tryLock()) {
            try {
                settled = true;
                pipe.close();
            } catch (IOException e) {
                // what was written went nowhere anyway
            } finally {
                writing.unlock();
            }
        }
    }
}
