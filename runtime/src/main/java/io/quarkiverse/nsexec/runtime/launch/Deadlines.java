package io.quarkiverse.nsexec.runtime.launch;

import java.time.Duration;
import java.util.PriorityQueue;

/** What an {@link EventLoop} is to run at points in time, the earliest first. Safe for use by any thread. */
final class Deadlines {

    private final PriorityQueue<Deadline> queue = new PriorityQueue<>();

    /** Makes one, from now on; it counts once it is added. */
    Deadline in(Duration delay, Runnable task) {
        return new Deadline(System.nanoTime() + saturatedNanos(delay), task);
    }

    /** Tells whether it is the first one now: who waits for another must wait less. */
    synchronized boolean add(Deadline deadline) {
        queue.add(deadline);
        return queue.peek() == deadline;
    }

    private synchronized void remove(Deadline deadline) {
        queue.remove(deadline);
    }

    /** How long to wait for the first one: 0 where it is due, -1 where there is none. */
    synchronized int millisToFirst() {
        Deadline first = queue.peek();
        if (first == null) {
            return -1;
        }
        long nanos = first.at - System.nanoTime();
        return nanos <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, nanos / 1_000_000 + 1);
    }

    /** Takes out the first one if it is due; null otherwise. */
    synchronized Deadline pollDue() {
        Deadline first = queue.peek();
        return first == null || first.at - System.nanoTime() > 0 ? null : queue.poll();
    }

    private static long saturatedNanos(Duration delay) {
        // System.nanoTime() may only be compared over less than 292 years
        return delay.compareTo(Duration.ofDays(3650)) > 0 ? Duration.ofDays(3650).toNanos() : Math.max(0, delay.toNanos());
    }

    /** A task and its time. */
    final class Deadline implements EventLoop.Timer, Comparable<Deadline> {

        private final long at;
        private final Runnable task;

        private Deadline(long at, Runnable task) {
            this.at = at;
            this.task = task;
        }

        Runnable task() {
            return task;
        }

        @Override
        public void cancel() {
            remove(this);
        }

        @Override
        public int compareTo(Deadline other) {
            return Long.compare(at - other.at, 0);
        }
    }
}
