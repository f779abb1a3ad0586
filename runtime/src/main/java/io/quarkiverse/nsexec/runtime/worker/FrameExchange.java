package io.quarkiverse.nsexec.runtime.worker;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.nsexec.PayloadException;
import io.quarkiverse.nsexec.runtime.launch.Descriptors;
import io.quarkiverse.nsexec.runtime.launch.EventLoop;
import io.quarkiverse.nsexec.runtime.launch.Sockets;
import io.quarkiverse.nsexec.runtime.payload.Frame;
import io.quarkiverse.nsexec.runtime.payload.FrameAssembler;
import io.quarkiverse.nsexec.runtime.payload.PayloadCap;

/**
 * Writes one request to a worker's socket and reads one answer, on the loop's thread and without ever blocking it.
 */
final class FrameExchange implements EventLoop.Handler {

    private final ByteBuffer request;
    private final FrameAssembler assembler;
    private final ByteBuffer chunk = ByteBuffer.allocate(32 << 10);
    private final CompletableFuture<Frame> answer = new CompletableFuture<>();

    FrameExchange(Frame request, PayloadCap cap) {
        this.request = ByteBuffer.wrap(request.toBytes());
        this.assembler = new FrameAssembler(cap);
    }

    /**
     * The answer. Fails with a {@link PayloadException} where what came is no frame, and with an {@link EOFException} where
     * the worker closed its end first.
     */
    CompletableFuture<Frame> answer() {
        return answer;
    }

    @Override
    public void ready(EventLoop.Registration registration, int ready) throws IOException {
        if ((ready & EventLoop.WRITE) != 0 && request.hasRemaining()) {
            write(registration);
        }
        if ((ready & (EventLoop.READ | EventLoop.HANGUP)) != 0) {
            read(registration);
        }
    }

    @Override
    public void failed(Throwable cause) {
        answer.completeExceptionally(cause);
    }

    private void write(EventLoop.Registration registration) throws IOException {
        try {
            Sockets.send(registration.descriptor(), request);
        } catch (IOException e) {
            request.position(request.limit()); // the worker has gone; the read tells how far it came
        }
        if (!request.hasRemaining()) {
            registration.interest(EventLoop.READ);
        }
    }

    private void read(EventLoop.Registration registration) throws IOException {
        chunk.clear();
        int count;
        try {
            count = Sockets.receive(registration.descriptor(), chunk);
        } catch (IOException e) {
            count = Descriptors.END; // ECONNRESET: it ended before it had read its request
        }
        if (count == Descriptors.WOULD_BLOCK) {
            return;
        }
        if (count == Descriptors.END) {
            registration.close();
            answer.completeExceptionally(assembler.isStarted()
                    ? new PayloadException("The worker ended in the middle of its answer")
                    : new EOFException("The worker ended without an answer"));
            return;
        }
        try {
            chunk.flip();
            assembler.feed(chunk);
            if (assembler.isComplete()) {
                registration.close();
                answer.complete(assembler.frame());
            }
        } catch (PayloadException e) {
            registration.close();
            answer.completeExceptionally(e);
        }
    }
}
