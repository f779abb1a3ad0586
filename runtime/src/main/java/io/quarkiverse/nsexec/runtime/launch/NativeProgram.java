package io.quarkiverse.nsexec.runtime.launch;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;

import io.quarkiverse.nsexec.IsolationUnsupportedException;

/**
 * The program {@code nsexec} of this architecture, copied from the class path into memory that nobody can change any more: a
 * sandbox that reaches it through /proc/self/exe of the launcher cannot write to it (CVE-2019-5736), and no file of the host
 * is needed.
 */
final class NativeProgram {

    private static final int MFD_CLOEXEC = 0x1;
    private static final int MFD_ALLOW_SEALING = 0x2;
    private static final int MFD_EXEC = 0x10; // Linux 6.3; EINVAL before
    private static final int F_ADD_SEALS = 1033;
    private static final int ALL_SEALS = 0x1 | 0x2 | 0x4 | 0x8; // F_SEAL_SEAL, _SHRINK, _GROW, _WRITE

    /** This kernel's. */
    static final MemfdFactory MEMFD = NativeProgram::memfd;

    private NativeProgram() {
    }

    /** This machine's architecture in the words of uname(2), such as {@code x86_64} or {@code aarch64}. */
    static String architecture() {
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return arch.equals("amd64") ? "x86_64" : arch;
    }

    /** The program's place on the class path. */
    static String resource() {
        String arch = architecture();
        return "META-INF/nsexec/linux-" + (arch.equals("aarch64") ? "aarch_64" : arch) + "/nsexec";
    }

    /**
     * Copies the program into sealed memory.
     *
     * @return the descriptor to execute
     * @throws IsolationUnsupportedException where there is no program for this system, and where nothing can be executed from
     *         memory or from a temporary file
     */
    static Descriptor open() throws IOException {
        Libc.require();
        return open(bytes(), MEMFD);
    }

    /** Makes an empty file in memory with these flags; a seam for hosts that forbid it. */
    interface MemfdFactory {

        Descriptor create(int flags) throws ErrnoException;
    }

    static Descriptor open(byte[] program, MemfdFactory memfds) throws IOException {
        try {
            return sealed(program, memfds);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EACCES && e.errno() != Errno.ENOSYS && e.errno() != Errno.EPERM) {
                throw e;
            }
            return unlinkedFile(program, e);
        }
    }

    private static byte[] bytes() throws IOException {
        try (InputStream in = NativeProgram.class.getClassLoader().getResourceAsStream(resource())) {
            if (in == null) {
                throw new IsolationUnsupportedException("There is no nsexec program for this architecture (" + architecture()
                        + "): " + resource() + " is not on the class path. quarkus-nsexec-native carries those that exist",
                        null,
                        null, null);
            }
            return in.readAllBytes();
        }
    }

    private static Descriptor sealed(byte[] program, MemfdFactory memfds) throws IOException {
        Descriptor memfd;
        try {
            memfd = memfds.create(MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_EXEC);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EINVAL) {
                throw e;
            }
            memfd = memfds.create(MFD_CLOEXEC | MFD_ALLOW_SEALING);
        }
        try {
            writeAll(memfd, program);
            int fd = memfd.enter();
            try {
                if (Libc.fcntl(fd, F_ADD_SEALS, ALL_SEALS) < 0) {
                    throw new ErrnoException("fcntl(F_ADD_SEALS)", Libc.errno());
                }
            } finally {
                memfd.leave();
            }
            return memfd;
        } catch (IOException | RuntimeException e) {
            memfd.close();
            throw e;
        }
    }

    /**
     * Where memory cannot be executed: a file that has no name and nobody who could write to it. nsexec seals a copy of its
     * own.
     */
    private static Descriptor unlinkedFile(byte[] program, ErrnoException memfdFailure) throws IOException {
        File file = new File(System.getProperty("java.io.tmpdir"), "nsexec-" + ProcessHandle.current().pid() + "-"
                + Long.toHexString(System.nanoTime()));
        Descriptor reading = null;
        try {
            try (Descriptor writing = Descriptors.open(file,
                    Descriptors.O_WRONLY | Descriptors.O_CREAT | Descriptors.O_EXCL, 0700)) {
                reading = Descriptors.openForReading(file);
                writeAll(writing, program);
            } finally {
                Libc.unlink(Descriptors.text(file.getPath()));
            }
            return reading;
        } catch (IOException e) {
            Descriptor.close(reading);
            IsolationUnsupportedException unsupported = new IsolationUnsupportedException(
                    "The nsexec program can be executed neither from memory (" + memfdFailure.getMessage()
                            + "; the sysctl vm.memfd_noexec = 2 forbids it) nor from a file in java.io.tmpdir ("
                            + e.getMessage()
                            + "): set vm.memfd_noexec to 0 or 1, or point java.io.tmpdir to a writable directory",
                    "launcher", memfdFailure.call(), Errno.name(memfdFailure.errno()));
            unsupported.addSuppressed(e);
            throw unsupported;
        }
    }

    private static void writeAll(Descriptor descriptor, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            Descriptors.write(descriptor, buffer);
        }
    }

    private static Descriptor memfd(int flags) throws ErrnoException {
        int fd = Libc.memfd_create("nsexec", flags);
        if (fd < 0) {
            throw new ErrnoException("memfd_create", Libc.errno());
        }
        return new Descriptor(fd);
    }
}
