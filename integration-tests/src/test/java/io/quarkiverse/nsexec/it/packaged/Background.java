package io.quarkiverse.nsexec.it.packaged;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Runs what blocks, each on a thread of its own: the common pool may have one thread only, from JDK 25 on also where there are
 * few
 * processors.
 */
final class Background {

    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "background");
        thread.setDaemon(true);
        thread.start();
    };

    private Background() {
    }

    static CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(task, THREADS);
    }

    static <T> CompletableFuture<T> supply(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, THREADS);
    }
}
