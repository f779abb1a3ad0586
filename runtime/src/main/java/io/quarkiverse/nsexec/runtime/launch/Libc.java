package io.quarkiverse.nsexec.runtime.launch;

import java.util.Locale;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

import io.quarkiverse.nsexec.IsolationUnsupportedException;

/**
 * The functions of libc that are used, mapped directly (no proxy, no marshalling: pointers are plain addresses, and {@code
 * size_t}, {@code ssize_t} and {@code long} are 64 bits wide on the two architectures served). Nothing outside this package
 * calls them: {@link Descriptors}, {@link Sockets} and {@link Spawn} are the typed wrappers.
 * <p>
 * Loading this class loads JNA's stub library, which takes tens of milliseconds: call {@link #require()} off the request path.
 */
final class Libc {

    private static final Throwable FAILURE;

    static {
        Throwable failure = null;
        if (isLinux()) {
            try {
                Native.register(Libc.class, NativeLibrary.getProcess());
            } catch (Throwable e) { // UnsatisfiedLinkError, NoClassDefFoundError, SecurityException
                failure = e;
            }
        }
        FAILURE = failure;
    }

    private Libc() {
    }

    /**
     * Makes sure that libc can be called.
     *
     * @throws IsolationUnsupportedException on another system than Linux, and where JNA cannot load its stub library
     */
    static void require() {
        if (!isLinux()) {
            throw new IsolationUnsupportedException("Isolated tasks need Linux; this is " + System.getProperty("os.name"),
                    null, null, null);
        }
        if (FAILURE != null) {
            throw new IsolationUnsupportedException("JNA cannot load its stub library into the JVM (" + FAILURE.getMessage()
                    + "). It unpacks it below " + System.getProperty("jna.tmpdir", "the home directory or java.io.tmpdir")
                    + ", which must be writable and not mounted noexec: point the system property jna.tmpdir to such a directory"
                    + ", or install the library and set jna.boot.library.path", FAILURE);
        }
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    /** The error number of this thread's last call. */
    static int errno() {
        return Native.getLastError();
    }

    static native int memfd_create(String name, int flags);

    // fcntl(2) and open(2) are variadic; on both architectures such a call passes integers as an ordinary one does
    static native int fcntl(int fd, int command, int argument);

    static native int open(byte[] path, int flags, int mode);

    static native int close(int fd);

    static native long read(int fd, long buffer, long size);

    static native long write(int fd, long buffer, long size);

    static native int unlink(byte[] path);

    static native int pipe2(int[] fds, int flags);

    static native int socketpair(int domain, int type, int protocol, int[] fds);

    static native long sendmsg(int fd, long message, int flags);

    static native long recvmsg(int fd, long message, int flags);

    static native long send(int fd, long buffer, long size, int flags);

    static native long recv(int fd, long buffer, long size, int flags);

    static native int eventfd(int initial, int flags);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epoll, int operation, int fd, long event);

    static native int epoll_wait(int epoll, long events, int max, int timeoutMillis);

    static native int posix_spawn(int[] pid, byte[] path, long fileActions, long attributes, long argv, long envp);

    static native int posix_spawn_file_actions_init(long fileActions);

    static native int posix_spawn_file_actions_destroy(long fileActions);

    static native int posix_spawn_file_actions_adddup2(long fileActions, int fd, int newFd);

    static native int posix_spawn_file_actions_addopen(long fileActions, int fd, byte[] path, int flags, int mode);

    static native int posix_spawnattr_init(long attributes);

    static native int posix_spawnattr_destroy(long attributes);

    static native int posix_spawnattr_setflags(long attributes, short flags);

    static native int posix_spawnattr_setsigmask(long attributes, long set);

    static native int posix_spawnattr_setsigdefault(long attributes, long set);

    static native int sigemptyset(long set);

    static native int sigfillset(long set);

    static native int waitid(int idType, int id, long info, int options);

    static native int waitpid(int pid, int[] status, int options);

    static native int kill(int pid, int signal);

    static native int geteuid();

    static native int getegid();
}
