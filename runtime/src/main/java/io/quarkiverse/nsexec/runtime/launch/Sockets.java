package io.quarkiverse.nsexec.runtime.launch;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Stream socket pairs: their bytes, and the descriptors that ride on them (unix(7), SCM_RIGHTS). A peer that has gone is an
 * error (EPIPE), never a signal.
 */
public final class Sockets {

    static final int MSG_NOSIGNAL = 0x4000;

    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;

    /** The kernel takes no more in one message (SCM_MAX_FD, {@code include/net/scm.h}). */
    public static final int MAX_DESCRIPTORS = 253;

    private Sockets() {
    }

    /** Two connected stream sockets; both block. */
    public static Descriptor[] pair() throws IOException {
        Libc.require();
        int[] fds = new int[2];
        if (Libc.socketpair(AF_UNIX, SOCK_STREAM | Descriptors.O_CLOEXEC, 0, fds) < 0) {
            throw new ErrnoException("socketpair", Libc.errno());
        }
        return new Descriptor[] { new Descriptor(fds[0]), new Descriptor(fds[1]) };
    }

    /**
     * Receives at most what the buffer has room for, at most 64 KiB at once into a buffer on the heap.
     *
     * @return the number of bytes, {@link Descriptors#END} or {@link Descriptors#WOULD_BLOCK}
     */
    public static int receive(Descriptor socket, ByteBuffer into) throws IOException {
        return Descriptors.transferIn(socket, into, true);
    }

    /**
     * Sends at most what the buffer holds, at most 64 KiB at once from a buffer on the heap.
     *
     * @return the number of bytes, or {@link Descriptors#WOULD_BLOCK}
     */
    public static int send(Descriptor socket, ByteBuffer from) throws IOException {
        return Descriptors.transferOut(socket, from, true);
    }

    /**
     * Sends bytes with descriptors riding on the first one.
     *
     * @return the number of bytes, at least 1, or {@link Descriptors#WOULD_BLOCK}: then no descriptor went either
     */
    static int send(Descriptor socket, ByteBuffer from, List<Descriptor> descriptors) throws IOException {
        if (descriptors.isEmpty()) {
            return send(socket, from);
        }
        int entered = 0;
        NativeMemory scratch = Scratch.borrow();
        try {
            int[] fds = new int[descriptors.size()];
            for (; entered < fds.length; entered++) {
                fds[entered] = descriptors.get(entered).enter();
            }
            return sendMessage(socket, from, fds, scratch);
        } finally {
            Scratch.giveBack(scratch);
            for (int i = 0; i < entered; i++) {
                descriptors.get(i).leave();
            }
        }
    }

    private static int sendMessage(Descriptor socket, ByteBuffer from, int[] fds, NativeMemory data) throws IOException {
        int size = Math.min(from.remaining(), Scratch.SIZE);
        data.bytes.put(0, from, from.position(), size);
        NativeMemory header = message(data.address, size, fds);
        int fd = socket.enter();
        try {
            while (true) {
                long n = Libc.sendmsg(fd, header.address, MSG_NOSIGNAL);
                if (n >= 0) {
                    from.position(from.position() + (int) n);
                    return (int) n;
                }
                int errno = Libc.errno();
                if (errno == Errno.EAGAIN) {
                    return Descriptors.WOULD_BLOCK;
                }
                if (errno != Errno.EINTR) {
                    throw new ErrnoException("sendmsg", errno);
                }
            }
        } finally {
            socket.leave();
            Reference.reachabilityFence(header);
        }
    }

    /**
     * {@code struct msghdr} (56 bytes), {@code struct iovec} (16) and one {@code struct cmsghdr} (16) with its descriptors,
     * as laid out on 64-bit Linux.
     */
    private static NativeMemory message(long data, int size, int[] fds) {
        int controlLength = 16 + 4 * fds.length;
        int controlSpace = 16 + (4 * fds.length + 7 & ~7);
        NativeMemory memory = new NativeMemory(72 + controlSpace);
        ByteBuffer bytes = memory.bytes;
        bytes.putLong(16, memory.address + 56); // msg_iov
        bytes.putLong(24, 1); // msg_iovlen
        bytes.putLong(32, memory.address + 72); // msg_control
        bytes.putLong(40, controlSpace); // msg_controllen
        bytes.putLong(56, data);
        bytes.putLong(64, size);
        bytes.putLong(72, controlLength);
        bytes.putInt(80, SOL_SOCKET);
        bytes.putInt(84, SCM_RIGHTS);
        for (int i = 0; i < fds.length; i++) {
            bytes.putInt(88 + 4 * i, fds[i]);
        }
        return memory;
    }
}
