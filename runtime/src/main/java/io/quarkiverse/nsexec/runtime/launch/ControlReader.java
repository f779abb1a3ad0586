package io.quarkiverse.nsexec.runtime.launch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Cuts the stream of the control socket into messages. Whatever their lengths claim, at most {@link #MAX_SIZE} bytes are kept.
 */
final class ControlReader {

    /** The launcher's largest message is a FAILED with two texts. */
    static final int MAX_SIZE = 256 * 1024;

    /** What to do with one message; the payload is valid during the call only. */
    interface Receiver {

        void message(int type, long task, ByteBuffer payload) throws ProtocolException;
    }

    private final Receiver receiver;
    private ByteBuffer pending = empty(4096);

    ControlReader(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Takes bytes in, of any number, and passes on the messages that they complete. */
    void take(ByteBuffer bytes) throws ProtocolException {
        while (bytes.hasRemaining()) {
            int wanted = wanted() - pending.position();
            int taken = Math.min(wanted, bytes.remaining());
            pending.put(pending.position(), bytes, bytes.position(), taken).position(pending.position() + taken);
            bytes.position(bytes.position() + taken);
            if (isWhole()) {
                deliver();
            }
        }
    }

    /** Whether the stream stopped amid a message. */
    boolean isCut() {
        return pending.position() > 0;
    }

    private boolean isWhole() throws ProtocolException {
        return pending.position() >= ControlMessage.HEADER_SIZE && pending.position() == size();
    }

    /** How many bytes the message has as far as is known: first its header. */
    private int wanted() throws ProtocolException {
        if (pending.position() < ControlMessage.HEADER_SIZE) {
            return ControlMessage.HEADER_SIZE;
        }
        int size = size();
        if (size > pending.capacity()) {
            pending = empty(size).put(pending.flip());
        }
        return size;
    }

    private int size() throws ProtocolException {
        int size = pending.getInt(0);
        ControlMessage.expect(size >= ControlMessage.HEADER_SIZE && size <= MAX_SIZE, "a message has length " + size);
        return size;
    }

    private void deliver() throws ProtocolException {
        pending.flip();
        pending.getInt();
        int type = pending.getInt();
        long task = pending.getLong();
        receiver.message(type, task, pending);
        pending = pending.capacity() > 4096 ? empty(4096) : pending.clear();
    }

    private static ByteBuffer empty(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.nativeOrder());
    }
}
