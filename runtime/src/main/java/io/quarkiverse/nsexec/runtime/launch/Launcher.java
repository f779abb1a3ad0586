package io.quarkiverse.nsexec.runtime.launch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

import org.jboss.logging.Logger;

import io.quarkiverse.nsexec.IsolationUnsupportedException;
import io.quarkiverse.nsexec.LauncherException;
import io.quarkiverse.nsexec.PayloadException;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;

/**
 * The client of the resident {@code nsexec} process: makes sandboxes. One is enough for a JVM. The process starts with the
 * first sandbox, or with {@link #startAsync()}; where it ended, the next sandbox starts another. Safe for use by many
 * threads.
 */
public final class Launcher implements Closeable {

    private static final Logger LOG = Logger.getLogger(Launcher.class);

    private static final Duration THREAD_TIMEOUT = Duration.ofSeconds(2);

    private final EventLoop events = new EventLoop("nsexec-events");
    private final EventLoop log = new EventLoop("nsexec-log");
    private final HostSettings host = new HostSettings(Path.of("/proc"));
    private final AtomicLong lastTask = new AtomicLong();

    private final ProgramSource source;
    private final Patience patience;

    private Descriptor program;
    private LauncherProcess process;
    private BootstrapEncoder encoder;
    private boolean closed;

    /** Where the program comes from; a seam for tests. */
    interface ProgramSource {

        Descriptor open() throws IOException;
    }

    public Launcher() {
        this(NativeProgram::open, Patience.USUAL);
    }

    Launcher(ProgramSource source, Patience patience) {
        this.source = source;
        this.patience = patience;
    }

    /** The thread of the control socket; others may let it serve sockets and timers of theirs. */
    public EventLoop events() {
        return events;
    }

    /** The thread of the log pipe; others may let it serve the output of tasks. */
    public EventLoop log() {
        return log;
    }

    /**
     * Loads the native binding off the caller's thread, so that the first sandbox does not have to wait for it. Starts no
     * process; what goes wrong shows with the first sandbox.
     */
    public void prepareAsync() {
        Thread thread = new Thread(() -> {
            try {
                Libc.require();
            } catch (RuntimeException e) {
                LOG.debug("The native binding cannot be loaded", e);
            }
        }, "nsexec-prepare");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Starts the process off the caller's thread, so that the first sandbox does not have to wait for it.
     *
     * @return completes when it was started; fails as {@link #start} would
     */
    public CompletionStage<Void> startAsync() {
        CompletableFuture<Void> started = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                current();
                started.complete(null);
            } catch (Throwable e) {
                started.completeExceptionally(e);
            }
        }, "nsexec-start");
        thread.setDaemon(true);
        thread.start();
        return started.minimalCompletionStage();
    }

    /**
     * Makes a sandbox and starts a program in it. Returns as soon as the request is on its way; {@link Sandbox#started()}
     * tells how it went.
     *
     * @param descriptors the program's descriptors 0, 1, 2 and so on, at most 253; they are closed here in any case, also
     *        where this method throws
     * @throws LauncherException if the launcher cannot be started, does not take requests any more, or was closed
     * @throws IsolationUnsupportedException if this host cannot run it at all
     * @throws PayloadException if an argument or variable has more than 131,071 bytes, or all of it more than 16 MiB
     * @throws IllegalArgumentException if the task's texts cannot be passed to a program at all
     */
    public Sandbox start(SandboxProfile profile, TaskSpec task, List<Descriptor> descriptors) {
        Descriptor[] owned = descriptors.toArray(new Descriptor[0]);
        try {
            if (owned.length > Sockets.MAX_DESCRIPTORS) {
                throw new IllegalArgumentException(owned.length + " descriptors; at most " + Sockets.MAX_DESCRIPTORS);
            }
            // twice: one that has ended unnoticed is found out by the attempt to send
            for (int attempt = 0; attempt < 2; attempt++) {
                LauncherProcess launcher = current();
                byte[] bootstrap = encoder().encode(profile, task, owned.length);
                SandboxHandle sandbox = launcher.start(lastTask.incrementAndGet(), bootstrap, List.of(owned));
                if (sandbox != null) {
                    return sandbox;
                }
                forget(launcher);
            }
        } catch (RuntimeException e) {
            Descriptor.close(owned);
            throw e;
        }
        Descriptor.close(owned);
        throw new LauncherException("The launcher ends as soon as it is started; its log has category "
                + LauncherLog.CATEGORY, "launcher", "start", null);
    }

    /**
     * Ends the launcher, and with it all sandboxes, waits for its end for at most some seconds, and ends the threads. Not to
     * be called on one of them.
     */
    @Override
    public void close() {
        LauncherProcess last;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = process;
            process = null;
        }
        if (last != null) {
            last.shutDown();
        }
        events.close();
        log.close();
        Descriptor.close(program);
        try {
            events.awaitEnd(THREAD_TIMEOUT);
            log.awaitEnd(THREAD_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void forget(LauncherProcess ended) {
        if (process == ended) {
            process = null;
        }
    }

    /** The pid of the launcher process; 0 where none runs. */
    synchronized int pid() {
        return process == null ? 0 : process.pid();
    }

    private synchronized BootstrapEncoder encoder() {
        if (encoder == null) {
            encoder = new BootstrapEncoder(ServiceIdentity.current());
        }
        return encoder;
    }

    private synchronized LauncherProcess current() {
        if (closed) {
            throw new LauncherException("The launcher was shut down", "launcher", "start", null);
        }
        if (process == null) {
            process = launch();
        }
        return process;
    }

    private LauncherProcess launch() {
        Libc.require();
        try {
            if (program == null) {
                program = source.open();
            }
            LauncherProcess started = LauncherProcess.start(this, program, host, patience);
            LOG.debugf("Started the launcher, pid %d", started.pid());
            return started;
        } catch (IOException e) {
            throw failure("The launcher", e);
        }
    }

    /** What a caller is told who asked for no input or output: that {@code what} cannot be started. */
    public static LauncherException failure(String what, IOException cause) {
        return cause instanceof ErrnoException e ? failure(what, e, e.call(), Errno.name(e.errno()))
                : failure(what, cause, "start", null);
    }

    private static LauncherException failure(String what, IOException cause, String step, String errno) {
        LauncherException failure = new LauncherException(what + " cannot be started: " + cause.getMessage(), "launcher",
                step,
                errno);
        failure.initCause(cause);
        return failure;
    }
}
