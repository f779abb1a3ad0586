package io.quarkiverse.nsexec.runtime.launch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;

import org.jboss.logging.Logger;

/**
 * Sends messages over the nonblocking control socket, in their order, whether or not the launcher reads at the moment: what
 * does not go at once waits, and the loop that watches the socket calls {@link #resume()} when there is room. Not safe for
 * use by several threads at once.
 */
final class ControlWriter implements Closeable {

    /** Bytes that wait at the most, signals and kills apart. */
    private static final int MAX_QUEUED = 64 * 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(ControlWriter.class);

    private final EventLoop.Registration control;
    private final int launcher;
    private final ArrayDeque<Outgoing> queue = new ArrayDeque<>();
    private long queued;

    /**
     * @param control watched for what it has to read; this changes its interest
     * @param launcher the pid, for the log
     */
    ControlWriter(EventLoop.Registration control, int launcher) {
        this.control = control;
        this.launcher = launcher;
    }

    boolean hasRoomFor(ByteBuffer message) {
        return queued + message.remaining() <= MAX_QUEUED;
    }

    boolean isFull() {
        return queued >= MAX_QUEUED;
    }

    /**
     * Sends a message, or puts it where it waits for those before it.
     *
     * @param descriptors ride on the first byte, and are closed once that went
     * @return whether the message is on its way, or at least cannot be taken back; if not, its descriptors are still open
     */
    boolean send(ByteBuffer bytes, List<Descriptor> descriptors) {
        Outgoing message = new Outgoing(bytes, descriptors);
        queue.add(message);
        queued += message.bytes.remaining();
        if (queue.size() > 1) {
            return true; // the events thread is at it
        }
        try {
            flush();
            return true;
        } catch (IOException e) {
            logGone(e);
            queue.clear(); // it holds this message alone
            queued = 0;
            return message.begun;
        }
    }

    /** Goes on with what waits. */
    void resume() throws IOException {
        try {
            flush();
        } catch (IOException e) {
            logGone(e);
            close();
        }
        if (queue.isEmpty()) {
            control.interest(EventLoop.READ);
        }
    }

    /** Sends as much as goes. */
    private void flush() throws IOException {
        while (!queue.isEmpty()) {
            Outgoing first = queue.peek();
            int n = first.begun ? Sockets.send(control.descriptor(), first.bytes)
                    : Sockets.send(control.descriptor(), first.bytes, first.descriptors);
            if (n == Descriptors.WOULD_BLOCK) {
                control.interest(EventLoop.READ | EventLoop.WRITE);
                return;
            }
            queued -= n;
            if (!first.begun) {
                first.begun = true;
                first.closeDescriptors();
            }
            if (!first.bytes.hasRemaining()) {
                queue.poll();
            }
        }
    }

    /** EPIPE: the launcher has gone; the events thread finds the end of the socket and does the rest. */
    private void logGone(IOException e) {
        LOG.debugf("The launcher (pid %d) does not read: %s", launcher, e.getMessage());
    }

    /** Drops what waits and closes its descriptors; the socket is not this one's to close. */
    @Override
    public void close() {
        for (Outgoing message : queue) {
            message.closeDescriptors();
        }
        queue.clear();
        queued = 0;
    }

    private static final class Outgoing {

        private final ByteBuffer bytes;
        private final List<Descriptor> descriptors;
        private boolean begun;

        Outgoing(ByteBuffer bytes, List<Descriptor> descriptors) {
            this.bytes = bytes;
            this.descriptors = descriptors;
        }

        void closeDescriptors() {
            for (Descriptor descriptor : descriptors) {
                descriptor.close();
            }
        }
    }
}
