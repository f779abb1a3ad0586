package io.quarkiverse.nsexec.runtime.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.quarkiverse.nsexec.LauncherException;

/**
 * One running {@code nsexec} in launcher mode: its control socket, its sandboxes, its end.
 */
final class LauncherProcess implements EventLoop.Handler, ControlReader.Receiver {

    private static final int CONTROL_FD = 3;
    private static final int LOG_FD = 4;

    private static final Logger LOG = Logger.getLogger(LauncherProcess.class);
    private static final String SHUT_DOWN = "the service shuts it down";

    private final Launcher owner;
    private final EventLoop events;
    private final HostSettings host;
    private final Patience patience;
    private final ChildProcess child;
    private final LauncherLog launcherLog;
    private final ControlReader reader = new ControlReader(this);
    private final ByteBuffer input = ByteBuffer.allocateDirect(Scratch.SIZE);
    private final Map<Long, SandboxHandle> sandboxes = new ConcurrentHashMap<>();
    private final CountDownLatch gone = new CountDownLatch(1);

    /** Guards what follows; held for nonblocking calls only. */
    private final Object sending = new Object();
    private EventLoop.Registration control;
    private ControlWriter writer;
    private String ended;

    private boolean greeted; // events thread
    private EventLoop.Timer helloTimer;

    private LauncherProcess(Launcher owner, HostSettings host, Patience patience, ChildProcess child, LauncherLog launcherLog) {
        this.owner = owner;
        this.events = owner.events();
        this.host = host;
        this.patience = patience;
        this.child = child;
        this.launcherLog = launcherLog;
    }

    static LauncherProcess start(Launcher owner, Descriptor program, HostSettings host, Patience patience) throws IOException {
        Descriptor[] socket = Sockets.pair();
        Descriptor[] pipe = null;
        ChildProcess child = null;
        try {
            pipe = Descriptors.pipe();
            Descriptors.setNonBlocking(socket[0]);
            Descriptors.setNonBlocking(pipe[0]);
            child = new ChildProcess(Spawn.start(program, List.of("nsexec"), environment(), socket[1], pipe[1]));
            Descriptor.close(socket[1], pipe[1]); // or its end would go unnoticed
            LauncherLog launcherLog = LauncherLog.read(owner.log(), pipe[0]);
            pipe = null; // belongs to the loop, which finds its end
            LauncherProcess process = new LauncherProcess(owner, host, patience, child, launcherLog);
            process.watch(socket[0]);
            return process;
        } catch (IOException | RuntimeException e) {
            Descriptor.close(socket);
            if (pipe != null) {
                Descriptor.close(pipe);
            }
            if (child != null) {
                child.kill();
                child.await();
            }
            throw e;
        }
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("NSEXEC_CONTROL", Integer.toString(CONTROL_FD));
        environment.put("NSEXEC_LOGPIPE", Integer.toString(LOG_FD));
        environment.put("NSEXEC_LOGLEVEL", Integer.toString(LauncherLog.nativeLevel()));
        return environment;
    }

    private void watch(Descriptor socket) throws IOException {
        helloTimer = events.schedule(patience.hello(), () -> {
            if (!greeted) {
                end("it did not say hello within " + patience.hello().toMillis() + " ms");
            }
        });
        try {
            synchronized (sending) {
                control = events.register(socket, EventLoop.READ, this);
                writer = new ControlWriter(control, pid());
            }
        } catch (IOException e) {
            helloTimer.cancel();
            throw e;
        }
    }

    int pid() {
        return child.pid();
    }

    /**
     * Asks for a sandbox.
     *
     * @return null where this launcher has ended, which nobody had noticed: nothing was sent
     */
    SandboxHandle start(long task, byte[] bootstrap, List<Descriptor> descriptors) {
        SandboxHandle sandbox = new SandboxHandle(this, events, patience, task);
        sandboxes.put(task, sandbox);
        ByteBuffer start = ControlMessage.start(task, bootstrap);
        boolean sent = false;
        try {
            synchronized (sending) {
                if (ended == null && !writer.hasRoomFor(start)) {
                    throw new LauncherException("The launcher (pid " + pid() + ") does not take requests any more", "launcher",
                            "start", null);
                }
                sent = ended == null && writer.send(start, descriptors);
            }
        } finally {
            if (!sent) {
                sandboxes.remove(task);
            }
        }
        if (!sent) {
            return null;
        }
        sandbox.expectStart();
        return sandbox;
    }

    void signal(long task, int signal) {
        synchronized (sending) {
            if (ended == null && !writer.isFull()) {
                writer.send(ControlMessage.signal(task, signal), List.of());
            }
        }
    }

    void kill(long task) {
        synchronized (sending) {
            if (ended == null) {
                writer.send(ControlMessage.kill(task), List.of());
            }
        }
    }

    @Override
    public void ready(EventLoop.Registration registration, int ready) throws IOException {
        if ((ready & EventLoop.WRITE) != 0) {
            synchronized (sending) {
                if (ended == null) {
                    writer.resume();
                }
            }
        }
        if ((ready & (EventLoop.READ | EventLoop.HANGUP)) != 0) {
            receive(registration.descriptor());
        }
    }

    private void receive(Descriptor socket) throws IOException {
        String reason;
        try {
            int n = Sockets.receive(socket, input.clear());
            if (n == Descriptors.WOULD_BLOCK) {
                return;
            }
            if (n > 0) {
                reader.take(input.flip());
                return;
            }
            reason = reader.isCut() ? "its last message is cut" : null;
        } catch (ProtocolException e) {
            reason = "it broke the protocol: " + e.getMessage();
        } catch (ErrnoException e) {
            reason = e.getMessage(); // ECONNRESET: it left without reading all
        }
        end(reason);
    }

    @Override
    public void failed(Throwable cause) {
        end("its events cannot be read: " + cause.getMessage());
    }

    @Override
    public void message(int type, long task, ByteBuffer payload) throws ProtocolException {
        if (!greeted) {
            ControlMessage.expect(type == ControlMessage.HELLO, "message " + type + " before HELLO");
            ControlMessage.hello(payload);
            greeted = true;
            helloTimer.cancel();
            return;
        }
        SandboxHandle sandbox = sandboxes.get(task);
        ControlMessage.expect(sandbox != null, "message " + type + " for unknown task " + task);
        switch (type) {
            case ControlMessage.STARTED -> sandbox.onStarted(ControlMessage.started(payload));
            case ControlMessage.FAILED -> sandbox.onFailed(LaunchErrors.of(ControlMessage.failed(payload), host));
            case ControlMessage.EXITED -> sandbox.onExited(ControlMessage.exited(payload));
            case ControlMessage.REAPED -> {
                sandboxes.remove(task);
                sandbox.onReaped(ControlMessage.reaped(payload));
            }
            default -> throw new ProtocolException("message of unknown type " + type);
        }
    }

    private boolean awaitGone(Duration limit) {
        try {
            return gone.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Ends all sandboxes and waits, for a bounded time, until the process was reaped. */
    void shutDown() {
        end(SHUT_DOWN);
        try {
            if (!gone.await(3 * patience.exit().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("The launcher (pid %d) has not ended yet", pid());
            }
            launcherLog.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The end, once: no request is taken any more; the control socket closes, which makes a living launcher kill all sandboxes
     * and exit.
     *
     * @param reason null: it closed its socket by itself
     */
    private void end(String reason) {
        synchronized (sending) {
            if (ended != null) {
                return;
            }
            ended = reason == null ? "" : reason;
            writer.close();
            control.close();
        }
        helloTimer.cancel();
        owner.forget(this);
        EventLoop.Timer deadline = events.schedule(patience.exit(), child::kill);
        Thread reaper = new Thread(() -> {
            int status = child.await();
            deadline.cancel();
            events.execute(() -> failSandboxes(reason, status));
            if (!awaitGone(patience.exit())) {
                failSandboxes(reason, status); // the events thread has ended itself
            }
        }, "nsexec-reaper");
        reaper.setDaemon(true);
        reaper.start();
    }

    private void failSandboxes(String reason, int status) {
        String message = "The launcher (pid " + pid() + ") ended: " + (reason == null ? "" : reason + ", ")
                + ChildProcess.describe(status);
        List<SandboxHandle> failing = new ArrayList<>(sandboxes.values());
        sandboxes.clear();
        // at an orderly stop a task whose answer is there may still be on its way out
        LOG.logf(SHUT_DOWN.equals(reason) ? Logger.Level.DEBUG : Logger.Level.WARN, "%s; tasks that ended with it: %d", message,
                failing.size());
        for (SandboxHandle sandbox : failing) {
            sandbox.onLauncherEnd(new LauncherException(message, "launcher", "wait", null));
        }
        gone.countDown();
    }
}
