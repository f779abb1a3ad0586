package io.quarkiverse.nsexec.runtime.task;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.nsexec.TaskRejectedException;
import io.quarkiverse.nsexec.runtime.config.ProfileLimits;

/**
 * Lets at most {@code max-concurrent} tasks of one profile run, and at most {@code queue-size} wait, first come, first
 * served. Safe for use by many threads.
 */
public final class ProfileGate {

    private final String profile;
    private final int maxConcurrent;
    private final int queueSize;
    private final ArrayDeque<CompletableFuture<Slot>> queue = new ArrayDeque<>();
    private int taken;

    public ProfileGate(String profile, ProfileLimits limits) {
        this.profile = profile;
        this.maxConcurrent = limits.maxConcurrent();
        this.queueSize = limits.queueSize();
    }

    /**
     * Takes a slot, after waiting for it where there is room to wait.
     *
     * @throws TaskRejectedException if slots and queue are full
     * @throws InterruptedException if the thread is interrupted while it waits; it has no slot then
     */
    public Slot acquire() throws InterruptedException {
        CompletableFuture<Slot> slot = request();
        try {
            return slot.get();
        } catch (InterruptedException e) {
            abandon(slot);
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // a request is never failed
        }
    }

    /**
     * Takes a slot without blocking: the stage completes with it, at once or on the thread that gives one back; depend on it
     * by an {@code Async} method. Who does not want it any more calls {@code toCompletableFuture().cancel(false)} and
     * releases the slot where that came too late.
     *
     * @throws TaskRejectedException if slots and queue are full
     */
    public CompletionStage<Slot> acquireAsync() {
        CompletableFuture<Slot> slot = request();
        slot.whenComplete((granted, failure) -> {
            if (failure != null) {
                forget(slot);
            }
        });
        return slot;
    }

    /** How many slots are taken. */
    public synchronized int taken() {
        return taken;
    }

    /** How many tasks wait. */
    public synchronized int waiting() {
        return queue.size();
    }

    private CompletableFuture<Slot> request() {
        synchronized (this) {
            if (taken < maxConcurrent) {
                taken++;
                return CompletableFuture.completedFuture(new Slot());
            }
            if (queue.size() < queueSize) {
                CompletableFuture<Slot> waiting = new CompletableFuture<>();
                queue.add(waiting);
                return waiting;
            }
        }
        throw rejection();
    }

    private TaskRejectedException rejection() {
        String prefix = profile.isEmpty() ? "quarkus.nsexec." : "quarkus.nsexec.\"" + profile + "\".";
        return new TaskRejectedException((profile.isEmpty() ? "The default profile" : "Profile \"" + profile + "\"") + " runs "
                + maxConcurrent + " tasks and " + queueSize + " wait, which is all that " + prefix + "max-concurrent = "
                + maxConcurrent + " and " + prefix + "queue-size = " + queueSize + " allow: try later, or raise one of them");
    }

    private void abandon(CompletableFuture<Slot> slot) {
        if (slot.cancel(false)) {
            forget(slot);
        } else {
            slot.join().release();
        }
    }

    private synchronized void forget(CompletableFuture<Slot> slot) {
        queue.remove(slot);
    }

    private void handOver() {
        CompletableFuture<Slot> next;
        do {
            synchronized (this) {
                next = queue.poll();
                if (next == null) {
                    taken--;
                    return;
                }
            }
        } while (!next.complete(new Slot())); // cancelled meanwhile: the one after it
    }

    /** The right to run one task. */
    public final class Slot {

        private final AtomicBoolean released = new AtomicBoolean();

        /** Gives it back, once the task's sandbox was reaped; a second time is without effect. */
        public void release() {
            if (released.compareAndSet(false, true)) {
                handOver();
            }
        }
    }
}
