package io.quarkiverse.nsexec.runtime.task;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.nsexec.runtime.launch.Descriptor;
import io.quarkiverse.nsexec.runtime.launch.Descriptors;
import io.quarkiverse.nsexec.runtime.launch.EventLoop;

/**
 * Reads a pipe on an event loop to its end: keeps the first bytes, counts all.
 */
final class OutputCollector implements EventLoop.Handler {

    private static final int CHUNK = 64 * 1024;
    /** A task that writes as fast as it can must not keep the loop from others; it is asked again at once. */
    private static final int CHUNKS_AT_ONCE = 4;
    /** What a pipe can hold at the most: fs.pipe-max-size, 1 MiB unless the host's operator raised it (pipe(7)). */
    private static final int CHUNKS_OF_A_FULL_PIPE = 16;

    private final int max;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final byte[] chunk = new byte[CHUNK];
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long size;
    private EventLoop.Registration registration;

    private OutputCollector(int max) {
        this.max = max;
    }

    /**
     * Begins.
     *
     * @param pipe closed at the end and where this throws; null: there is nothing to read
     */
    static OutputCollector read(EventLoop loop, Descriptor pipe, int max) throws IOException {
        OutputCollector collector = new OutputCollector(max);
        if (pipe == null) {
            collector.done.complete(null);
            return collector;
        }
        try {
            Descriptors.setNonBlocking(pipe);
            collector.registration = loop.register(pipe, EventLoop.READ, collector);
        } catch (IOException e) {
            pipe.close();
            throw e;
        }
        return collector;
    }

    @Override
    public void ready(EventLoop.Registration ready, int events) throws IOException {
        read(ready, CHUNKS_AT_ONCE);
    }

    private void read(EventLoop.Registration pipe, int chunks) throws IOException {
        for (int i = 0; i < chunks; i++) {
            int n = Descriptors.read(pipe.descriptor(), ByteBuffer.wrap(chunk));
            if (n == Descriptors.WOULD_BLOCK) {
                return;
            }
            if (n == Descriptors.END) {
                end(pipe);
                return;
            }
            take(n);
        }
    }

    private void take(int n) {
        size += n;
        kept.write(chunk, 0, Math.min(n, max - kept.size()));
    }

    private void end(EventLoop.Registration ended) {
        ended.close();
        done.complete(null);
    }

    @Override
    public void failed(Throwable cause) {
        done.complete(null); // the loop has logged it
    }

    /**
     * Takes what is left; to be called when nobody of the sandbox writes any more. Should somebody else hold the pipe, that
     * one is not waited for.
     */
    void finish(EventLoop loop) {
        if (!done.isDone()) {
            loop.execute(() -> {
                try {
                    read(registration, CHUNKS_OF_A_FULL_PIPE);
                } catch (IOException e) {
                    // closed meanwhile
                }
                end(registration);
            });
        }
    }

    /** Done when all was read. */
    CompletableFuture<Void> done() {
        return done;
    }

    byte[] kept() {
        return kept.toByteArray();
    }

    long size() {
        return size;
    }
}
