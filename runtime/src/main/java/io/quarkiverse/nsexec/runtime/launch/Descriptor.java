package io.quarkiverse.nsexec.runtime.launch;

import java.io.Closeable;
import java.io.IOException;

/**
 * An open file descriptor. Closing it twice is harmless, and a close that meets a running call waits for that call's end: the
 * number cannot come to mean another file while it is in use.
 */
public final class Descriptor implements Closeable {

    private final int number;
    private int users;
    private boolean closed;

    Descriptor(int number) {
        this.number = number;
    }

    /**
     * The number, for one system call; to be followed by {@link #leave()}.
     *
     * @throws IOException if it is closed
     */
    synchronized int enter() throws IOException {
        if (closed) {
            throw new IOException("descriptor " + number + " is closed");
        }
        users++;
        return number;
    }

    synchronized void leave() {
        if (--users == 0 && closed) {
            Libc.close(number);
        }
    }

    /** Whether {@link #close()} was called. */
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (users == 0) {
                Libc.close(number); // not again on EINTR: Linux has released the number by then (close(2))
            }
        }
    }

    /** Closes what is there; null is passed over. */
    public static void close(Descriptor... descriptors) {
        for (Descriptor descriptor : descriptors) {
            if (descriptor != null) {
                descriptor.close();
            }
        }
    }

    @Override
    public String toString() {
        return "descriptor " + number;
    }
}
