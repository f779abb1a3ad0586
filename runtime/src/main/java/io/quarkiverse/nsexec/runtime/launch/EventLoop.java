package io.quarkiverse.nsexec.runtime.launch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.jboss.logging.Logger;

/**
 * One daemon thread that waits for many nonblocking descriptors (epoll(7), level-triggered) and for points in time. Its
 * methods may be called from any thread; handlers, tasks and timers run on the loop's own thread, one at a time, and must not
 * block.
 * <p>
 * The thread starts with the first use and ends with {@link #close()}.
 */
public final class EventLoop implements Closeable {

    /** There is something to read, or the end of it (EPOLLIN). */
    public static final int READ = Epoll.IN;
    /** There is room to write (EPOLLOUT). */
    public static final int WRITE = Epoll.OUT;
    /** The other side has gone, or the descriptor is in error (EPOLLHUP, EPOLLERR); reported without being asked for. */
    public static final int HANGUP = Epoll.HUP;

    private static final long WAKE_UP = 0;

    private static final Logger LOG = Logger.getLogger(EventLoop.class);

    /** What to do when a descriptor is ready. */
    public interface Handler {

        /**
         * Called as long as the descriptor is ready: read or write what is possible, or change the interest; at the end, or
         * after a {@link #HANGUP} with nothing left to read, close the registration, or this is called again and again. What
         * it throws is logged and closes the registration.
         *
         * @param ready of {@link #READ}, {@link #WRITE} and {@link #HANGUP}
         */
        void ready(Registration registration, int ready) throws IOException;

        /** Called after {@link #ready} threw and the registration was closed, and where the loop itself ends before. */
        default void failed(Throwable cause) {
        }
    }

    /** Something that may be called off. */
    public interface Timer {

        /** Calls it off; without effect where it ran already or runs now. */
        void cancel();
    }

    private final String name;
    private final Map<Long, Registration> registrations = new ConcurrentHashMap<>();
    private final AtomicLong lastKey = new AtomicLong(WAKE_UP);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Deadlines deadlines = new Deadlines();
    private final AtomicBoolean wakeUpSent = new AtomicBoolean();

    private Epoll epoll;
    private volatile Descriptor wakeUp;
    private volatile Thread thread;
    private volatile boolean closed;

    /** @param name the thread's name */
    public EventLoop(String name) {
        this.name = name;
    }

    /**
     * Watches a descriptor, which must be nonblocking and from now on belongs to the registration.
     *
     * @param interest of {@link #READ} and {@link #WRITE}; 0 for hangups alone
     * @throws IOException if it cannot be watched or the loop is closed; the descriptor is closed then
     */
    public Registration register(Descriptor descriptor, int interest, Handler handler) throws IOException {
        Registration registration = new Registration(lastKey.incrementAndGet(), descriptor, handler);
        try {
            start();
            registrations.put(registration.key, registration);
            epoll.add(descriptor, interest, registration.key);
            if (closed) {
                throw closedException();
            }
            return registration;
        } catch (IOException | RuntimeException e) {
            registration.close();
            throw e;
        }
    }

    /** Runs something on the loop's thread, soon; on a closed loop not at all. */
    public void execute(Runnable task) {
        tasks.add(task);
        wakeUp();
    }

    /** Runs something on the loop's thread, once this time has passed; on a closed loop not at all. */
    public Timer schedule(Duration delay, Runnable task) {
        Deadlines.Deadline deadline = deadlines.in(delay, task);
        if (deadlines.add(deadline)) {
            wakeUp();
        }
        return deadline;
    }

    /** Whether the caller is the loop's thread. */
    public boolean isLoopThread() {
        return Thread.currentThread() == thread;
    }

    /** Ends the thread and closes all registrations; their handlers are told. Does not wait for the thread's end. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        signal();
    }

    /** Waits for the end of the thread of a closed loop. */
    void awaitEnd(Duration limit) throws InterruptedException {
        Thread ending = thread;
        if (ending != null && !isLoopThread()) {
            ending.join(limit.toMillis());
        }
    }

    private IOException closedException() {
        return new IOException("the event loop " + name + " is closed");
    }

    private void start() throws IOException {
        if (thread != null && !closed) {
            return;
        }
        synchronized (this) {
            if (closed) {
                throw closedException();
            }
            if (thread != null) {
                return;
            }
            epoll = Epoll.create();
            try {
                wakeUp = Descriptors.eventfd();
                epoll.add(wakeUp, READ, WAKE_UP);
            } catch (IOException e) {
                Descriptor.close(wakeUp);
                epoll.close();
                throw e;
            }
            Thread starting = new Thread(this::run, name);
            starting.setDaemon(true);
            starting.setContextClassLoader(EventLoop.class.getClassLoader()); // not one of an application that is reloaded
            thread = starting;
            starting.start();
        }
    }

    private void wakeUp() {
        if (isLoopThread()) {
            return;
        }
        try {
            start();
        } catch (IOException e) {
            if (closed) {
                return;
            }
            throw new IllegalStateException(e);
        }
        if (wakeUpSent.compareAndSet(false, true)) {
            signal();
        }
    }

    private void signal() {
        Descriptor counter = wakeUp;
        if (counter != null) {
            try {
                Descriptors.write(counter, ByteBuffer.wrap(new byte[] { 1, 0, 0, 0, 0, 0, 0, 0 }));
            } catch (IOException e) {
                LOG.trace("The event loop had ended already", e);
            }
        }
    }

    private void run() {
        try {
            while (!closed) {
                int count = epoll.await(tasks.isEmpty() ? deadlines.millisToFirst() : 0);
                runTasks();
                runDeadlines();
                for (int i = 0; i < count && !closed; i++) {
                    dispatch(epoll.ready(i), epoll.key(i));
                }
            }
        } catch (IOException e) {
            LOG.errorf(e, "The event loop %s ends", name);
        } finally {
            end();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            runSafely(task);
        }
    }

    private void runDeadlines() {
        for (Deadlines.Deadline due = deadlines.pollDue(); due != null; due = deadlines.pollDue()) {
            runSafely(due.task());
        }
    }

    private void runSafely(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.errorf(e, "A task of the event loop %s failed", name);
        }
    }

    private void dispatch(int events, long key) throws IOException {
        if (key == WAKE_UP) {
            Descriptors.read(wakeUp, ByteBuffer.allocate(8));
            wakeUpSent.set(false); // after the read: who found it true added a task that the next round finds
            return;
        }
        Registration registration = registrations.get(key);
        if (registration == null) {
            return; // closed by an earlier handler of this round
        }
        int ready = events & (READ | WRITE);
        if ((events & (Epoll.ERR | Epoll.HUP)) != 0) {
            ready |= HANGUP;
        }
        try {
            registration.handler.ready(registration, ready);
        } catch (Throwable e) {
            if (registration.ended.get()) {
                LOG.trace("Closed while its handler ran", e);
            } else {
                fail(registration, e);
            }
        }
    }

    private void fail(Registration registration, Throwable cause) {
        LOG.errorf(cause, "A handler of the event loop %s failed", name);
        registration.close();
        runSafely(() -> registration.handler.failed(cause));
    }

    private void end() {
        closed = true;
        for (Registration registration : registrations.values()) {
            registration.close();
            runSafely(() -> registration.handler.failed(closedException()));
        }
        tasks.clear();
        Descriptor.close(wakeUp);
        epoll.close();
    }

    /** A watched descriptor. */
    public final class Registration implements Closeable {

        private final long key;
        private final Descriptor descriptor;
        private final Handler handler;
        private final AtomicBoolean ended = new AtomicBoolean();

        Registration(long key, Descriptor descriptor, Handler handler) {
            this.key = key;
            this.descriptor = descriptor;
            this.handler = handler;
        }

        /** What is watched; closed together with this. */
        public Descriptor descriptor() {
            return descriptor;
        }

        /**
         * Watches for something else from now on.
         *
         * @param interest of {@link #READ} and {@link #WRITE}; 0 for hangups alone
         */
        public void interest(int interest) throws IOException {
            epoll.modify(descriptor, interest, key);
        }

        /** Ends the watch and closes the descriptor. The handler is not called again, unless it runs at this moment. */
        @Override
        public void close() {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
            if (registrations.remove(key) != null) {
                try {
                    epoll.remove(descriptor);
                } catch (IOException e) {
                    LOG.trace("Was not watched any more", e);
                }
            }
            descriptor.close();
        }
    }
}
