package io.quarkiverse.nsexec.runtime.launch;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Opens, reads and writes descriptors. Everything that is opened here is close-on-exec; every call goes on after EINTR.
 */
public final class Descriptors {

    // include/uapi/asm-generic/fcntl.h
    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0100;
    static final int O_EXCL = 0200;
    static final int O_TRUNC = 01000;
    static final int O_APPEND = 02000;
    static final int O_NONBLOCK = 04000;
    static final int O_CLOEXEC = 02000000;

    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int F_DUPFD_CLOEXEC = 1030; // include/uapi/linux/fcntl.h
    private static final int EFD_NONBLOCK = O_NONBLOCK;
    private static final int EFD_CLOEXEC = O_CLOEXEC;

    /** The answer of a nonblocking call that would have had to wait. */
    public static final int WOULD_BLOCK = -2;

    /** The answer of a read at the end of the file or stream. */
    public static final int END = -1;

    private Descriptors() {
    }

    /** A pipe (pipe(2)): the read end, then the write end; both block. */
    public static Descriptor[] pipe() throws IOException {
        Libc.require();
        int[] fds = new int[2];
        if (Libc.pipe2(fds, O_CLOEXEC) < 0) {
            throw new ErrnoException("pipe2", Libc.errno());
        }
        return new Descriptor[] { new Descriptor(fds[0]), new Descriptor(fds[1]) };
    }

    /** Opens a file for reading. */
    public static Descriptor openForReading(File file) throws IOException {
        return open(file, O_RDONLY, 0);
    }

    /** Opens a file for writing, and creates it where it is missing; {@code append} keeps what it holds. */
    public static Descriptor openForWriting(File file, boolean append) throws IOException {
        return open(file, O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC), 0666);
    }

    static Descriptor open(File file, int flags, int mode) throws IOException {
        Libc.require();
        if (file.getPath().indexOf('\0') >= 0) {
            throw new IOException("A path cannot hold a NUL character: " + file.getPath().replace('\0', '?'));
        }
        byte[] path = text(file.getPath());
        while (true) {
            int fd = Libc.open(path, flags | O_CLOEXEC, mode);
            if (fd >= 0) {
                return new Descriptor(fd);
            }
            int errno = Libc.errno();
            if (errno != Errno.EINTR) {
                throw new ErrnoException("open " + file, errno);
            }
        }
    }

    /** Another descriptor for standard input (0), output (1) or error (2) of the service. */
    public static Descriptor duplicateStandard(int number) throws IOException {
        if (number < 0 || number > 2) {
            throw new IllegalArgumentException("descriptor " + number + " is none of 0, 1, 2");
        }
        return duplicate(number, 3);
    }

    /** Another descriptor for the same open file. */
    public static Descriptor duplicate(Descriptor descriptor) throws IOException {
        return duplicate(descriptor, 3);
    }

    /** Another descriptor for the same open file, with a number of {@code atLeast} or above. */
    static Descriptor duplicate(Descriptor descriptor, int atLeast) throws IOException {
        int fd = descriptor.enter();
        try {
            return duplicate(fd, atLeast);
        } finally {
            descriptor.leave();
        }
    }

    private static Descriptor duplicate(int fd, int atLeast) throws IOException {
        Libc.require();
        int copy = Libc.fcntl(fd, F_DUPFD_CLOEXEC, atLeast);
        if (copy < 0) {
            throw new ErrnoException("fcntl(F_DUPFD_CLOEXEC)", Libc.errno());
        }
        return new Descriptor(copy);
    }

    /**
     * Makes reads and writes return {@link #WOULD_BLOCK} rather than wait. Of a pipe only this end is affected; whoever
     * shares the same end of a pipe or socket is affected too.
     */
    public static void setNonBlocking(Descriptor descriptor) throws IOException {
        int fd = descriptor.enter();
        try {
            int flags = Libc.fcntl(fd, F_GETFL, 0);
            if (flags < 0 || Libc.fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0) {
                throw new ErrnoException("fcntl(F_SETFL)", Libc.errno());
            }
        } finally {
            descriptor.leave();
        }
    }

    /**
     * Reads at most what the buffer has room for, at most 64 KiB at once into a buffer on the heap.
     *
     * @return the number of bytes, {@link #END} or {@link #WOULD_BLOCK}
     */
    public static int read(Descriptor descriptor, ByteBuffer into) throws IOException {
        return transferIn(descriptor, into, false);
    }

    /**
     * Writes at most what the buffer holds, at most 64 KiB at once from a buffer on the heap.
     *
     * @return the number of bytes, or {@link #WOULD_BLOCK}
     */
    public static int write(Descriptor descriptor, ByteBuffer from) throws IOException {
        return transferOut(descriptor, from, false);
    }

    static int transferIn(Descriptor descriptor, ByteBuffer into, boolean socket) throws IOException {
        if (!into.hasRemaining()) {
            return 0;
        }
        if (into.isDirect()) {
            int n = readOnce(descriptor, NativeMemory.addressOf(into) + into.position(), into.remaining(), socket);
            if (n > 0) {
                into.position(into.position() + n);
            }
            return n;
        }
        NativeMemory scratch = Scratch.borrow();
        try {
            int n = readOnce(descriptor, scratch.address, Math.min(into.remaining(), Scratch.SIZE), socket);
            if (n > 0) {
                into.put(into.position(), scratch.bytes, 0, n).position(into.position() + n);
            }
            return n;
        } finally {
            Scratch.giveBack(scratch);
        }
    }

    static int transferOut(Descriptor descriptor, ByteBuffer from, boolean socket) throws IOException {
        if (!from.hasRemaining()) {
            return 0;
        }
        if (from.isDirect()) {
            int n = writeOnce(descriptor, NativeMemory.addressOf(from) + from.position(), from.remaining(), socket);
            if (n > 0) {
                from.position(from.position() + n);
            }
            return n;
        }
        NativeMemory scratch = Scratch.borrow();
        try {
            int size = Math.min(from.remaining(), Scratch.SIZE);
            scratch.bytes.put(0, from, from.position(), size);
            int n = writeOnce(descriptor, scratch.address, size, socket);
            if (n > 0) {
                from.position(from.position() + n);
            }
            return n;
        } finally {
            Scratch.giveBack(scratch);
        }
    }

    private static int readOnce(Descriptor descriptor, long address, int size, boolean socket) throws IOException {
        int fd = descriptor.enter();
        try {
            while (true) {
                long n = socket ? Libc.recv(fd, address, size, 0) : Libc.read(fd, address, size);
                if (n >= 0) {
                    return n == 0 ? END : (int) n;
                }
                int errno = Libc.errno();
                if (errno == Errno.EAGAIN) {
                    return WOULD_BLOCK;
                }
                if (errno != Errno.EINTR) {
                    throw new ErrnoException(socket ? "recv" : "read", errno);
                }
            }
        } finally {
            descriptor.leave();
        }
    }

    private static int writeOnce(Descriptor descriptor, long address, int size, boolean socket) throws IOException {
        int fd = descriptor.enter();
        try {
            while (true) {
                long n = socket ? Libc.send(fd, address, size, Sockets.MSG_NOSIGNAL) : Libc.write(fd, address, size);
                if (n >= 0) {
                    return (int) n;
                }
                int errno = Libc.errno();
                if (errno == Errno.EAGAIN) {
                    return WOULD_BLOCK;
                }
                if (errno != Errno.EINTR) {
                    throw new ErrnoException(socket ? "send" : "write", errno);
                }
            }
        } finally {
            descriptor.leave();
        }
    }

    /**
     * A stream that reads a pipe, a regular file or a device; a socket cannot be opened so (ENXIO). The descriptor is closed,
     * also when this fails.
     */
    public static InputStream toInputStream(Descriptor descriptor) throws IOException {
        try {
            int fd = descriptor.enter();
            try {
                // hidden, because JDK 17's FileInputStream.readAllBytes seeks, which a pipe does not allow
                return new FilterInputStream(new FileInputStream("/proc/self/fd/" + fd)) {
                };
            } finally {
                descriptor.leave();
            }
        } finally {
            descriptor.close();
        }
    }

    /** A stream that writes to a pipe, see {@link #toInputStream}. */
    public static OutputStream toOutputStream(Descriptor descriptor) throws IOException {
        try {
            int fd = descriptor.enter();
            try {
                return new FileOutputStream("/proc/self/fd/" + fd);
            } finally {
                descriptor.leave();
            }
        } finally {
            descriptor.close();
        }
    }

    /** A counter to wake an event loop with (eventfd(2)), nonblocking. */
    static Descriptor eventfd() throws IOException {
        Libc.require();
        int fd = Libc.eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
        if (fd < 0) {
            throw new ErrnoException("eventfd", Libc.errno());
        }
        return new Descriptor(fd);
    }

    /** A text as libc takes it: UTF-8 with a NUL. */
    static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] terminated = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, terminated, 0, bytes.length);
        return terminated;
    }
}
