package io.quarkiverse.nsexec.runtime.launch;

import java.lang.ref.Reference;

/**
 * A child that posix_spawn made. Its pid stays its own until it is reaped, and is signalled under the lock that reaping
 * takes: another process that got the number later is never hit.
 */
final class ChildProcess {

    private static final int SIGKILL = 9;
    // include/uapi/linux/wait.h
    private static final int P_PID = 1;
    private static final int WEXITED = 0x4;
    private static final int WNOWAIT = 0x1000000;
    private static final int SIGINFO_SIZE = 128;

    private final int pid;
    private boolean reaped;

    ChildProcess(int pid) {
        this.pid = pid;
    }

    int pid() {
        return pid;
    }

    /** Ends it by SIGKILL, unless it was reaped. */
    synchronized void kill() {
        if (!reaped) {
            Libc.kill(pid, SIGKILL);
        }
    }

    /**
     * Waits for its end and reaps it. To be called once.
     *
     * @return the raw wait status (wait(2)); -1 where somebody else reaped it
     */
    int await() {
        NativeMemory info = new NativeMemory(SIGINFO_SIZE);
        while (Libc.waitid(P_PID, pid, info.address, WEXITED | WNOWAIT) < 0 && Libc.errno() == Errno.EINTR) {
            // goes on
        }
        Reference.reachabilityFence(info);
        synchronized (this) {
            int[] status = new int[1];
            int result;
            do {
                result = Libc.waitpid(pid, status, 0);
            } while (result < 0 && Libc.errno() == Errno.EINTR);
            reaped = true;
            return result == pid ? status[0] : -1;
        }
    }

    /** A raw wait status in words, such as {@code signal 9} or {@code exit status 1}. */
    static String describe(int status) {
        if (status == -1) {
            return "status unknown";
        }
        int signal = status & 0x7f;
        return signal != 0 ? "signal " + signal : "exit status " + (status >> 8 & 0xff);
    }
}
