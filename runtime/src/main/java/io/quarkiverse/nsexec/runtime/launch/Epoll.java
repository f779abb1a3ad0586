package io.quarkiverse.nsexec.runtime.launch;

import java.io.Closeable;
import java.io.IOException;

/**
 * An epoll(7) instance, level-triggered, whose events carry a key that the caller chose. Any thread may change what is
 * watched; one thread waits and reads the events that the last wait found.
 */
final class Epoll implements Closeable {

    // include/uapi/linux/eventpoll.h
    static final int IN = 0x1;
    static final int OUT = 0x4;
    static final int ERR = 0x8;
    static final int HUP = 0x10;

    private static final int CTL_ADD = 1;
    private static final int CTL_DEL = 2;
    private static final int CTL_MOD = 3;
    private static final int MAX_EVENTS = 64;
    /** struct epoll_event is packed on x86_64 alone. */
    private static final boolean PACKED = NativeProgram.architecture().equals("x86_64");
    private static final int EVENT_SIZE = PACKED ? 12 : 16;
    private static final int DATA_OFFSET = PACKED ? 4 : 8;

    private final Descriptor descriptor;
    private final NativeMemory events = new NativeMemory(MAX_EVENTS * EVENT_SIZE);

    private Epoll(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    static Epoll create() throws IOException {
        Libc.require();
        int fd = Libc.epoll_create1(Descriptors.O_CLOEXEC);
        if (fd < 0) {
            throw new ErrnoException("epoll_create1", Libc.errno());
        }
        return new Epoll(new Descriptor(fd));
    }

    /** @param interest of {@link #IN} and {@link #OUT}; {@link #ERR} and {@link #HUP} are reported in any case */
    void add(Descriptor watched, int interest, long key) throws IOException {
        control(CTL_ADD, watched, interest, key);
    }

    void modify(Descriptor watched, int interest, long key) throws IOException {
        control(CTL_MOD, watched, interest, key);
    }

    void remove(Descriptor watched) throws IOException {
        control(CTL_DEL, watched, 0, 0);
    }

    private void control(int operation, Descriptor watched, int interest, long key) throws IOException {
        NativeMemory event = Scratch.borrow();
        int epollFd = descriptor.enter();
        try {
            int fd = watched.enter();
            try {
                event.bytes.putInt(0, interest);
                event.bytes.putLong(DATA_OFFSET, key);
                if (Libc.epoll_ctl(epollFd, operation, fd, event.address) < 0) {
                    throw new ErrnoException("epoll_ctl", Libc.errno());
                }
            } finally {
                watched.leave();
            }
        } finally {
            descriptor.leave();
            Scratch.giveBack(event);
        }
    }

    /**
     * Waits for events.
     *
     * @param timeoutMillis -1 to wait without limit
     * @return how many there are; 0 where the time has passed or a signal came
     */
    int await(int timeoutMillis) throws IOException {
        int fd = descriptor.enter();
        try {
            int count = Libc.epoll_wait(fd, events.address, MAX_EVENTS, timeoutMillis);
            if (count >= 0) {
                return count;
            }
            int errno = Libc.errno();
            if (errno == Errno.EINTR) {
                return 0;
            }
            throw new ErrnoException("epoll_wait", errno);
        } finally {
            descriptor.leave();
        }
    }

    /** What the event of this index tells, of {@link #IN}, {@link #OUT}, {@link #ERR} and {@link #HUP}. */
    int ready(int index) {
        return events.bytes.getInt(index * EVENT_SIZE);
    }

    /** The key of the descriptor that the event of this index is about. */
    long key(int index) {
        return events.bytes.getLong(index * EVENT_SIZE + DATA_OFFSET);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
