package io.quarkiverse.nsexec.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventLoopTest {

    private final EventLoop loop = new EventLoop("nsexec-test");
    private Descriptor[] pair;

    @BeforeEach
    void open() throws IOException {
        pair = Sockets.pair();
        Descriptors.setNonBlocking(pair[0]);
    }

    @AfterEach
    void close() throws InterruptedException {
        loop.close();
        Descriptor.close(pair);
        loop.awaitEnd(Duration.ofSeconds(10));
    }

    @Test
    void readsManyMebibytesWhileItWritesThem() throws Exception {
        byte[] sent = new byte[8 * 1024 * 1024];
        new java.util.Random(1).nextBytes(sent);
        ByteBuffer toSend = ByteBuffer.wrap(sent);
        ByteBuffer received = ByteBuffer.allocate(sent.length);
        CompletableFuture<Void> end = new CompletableFuture<>();
        Descriptors.setNonBlocking(pair[1]);
        loop.register(pair[0], EventLoop.WRITE, (registration, ready) -> {
            while (toSend.hasRemaining()) {
                if (Sockets.send(registration.descriptor(), toSend) == Descriptors.WOULD_BLOCK) {
                    return;
                }
            }
            registration.close();
        });
        loop.register(pair[1], EventLoop.READ, (registration, ready) -> {
            int n = Sockets.receive(registration.descriptor(), received);
            if (n == Descriptors.END || !received.hasRemaining()) {
                registration.close();
                end.complete(null);
            }
        });
        end.get();
        assertThat(received.array()).isEqualTo(sent);
    }

    @Test
    void aHangupIsToldWithoutInterest() throws Exception {
        CompletableFuture<Integer> told = new CompletableFuture<>();
        loop.register(pair[0], 0, (registration, ready) -> {
            registration.close();
            told.complete(ready);
        });
        pair[1].close();
        assertThat(told.get() & EventLoop.HANGUP).isNotZero();
    }

    @Test
    void aHandlerThatThrowsIsTakenOffAndTold() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        IOException thrown = new IOException("on purpose");
        EventLoop.Registration registration = loop.register(pair[0], EventLoop.WRITE, new EventLoop.Handler() {
            @Override
            public void ready(EventLoop.Registration registration, int ready) throws IOException {
                throw thrown;
            }

            @Override
            public void failed(Throwable cause) {
                told.complete(cause);
            }
        });
        assertThat(told.get()).isSameAs(thrown);
        assertThat(registration.descriptor().isClosed()).isTrue();
        CompletableFuture<Boolean> others = new CompletableFuture<>();
        loop.execute(() -> others.complete(true));
        assertThat(others.get()).isTrue();
    }

    @Test
    void interestCanChangeFromAnotherThread() throws Exception {
        BlockingQueue<Integer> told = new LinkedBlockingQueue<>();
        EventLoop.Registration registration = loop.register(pair[0], EventLoop.READ, (r, ready) -> {
            r.interest(EventLoop.READ);
            told.add(ready);
        });
        registration.interest(EventLoop.READ | EventLoop.WRITE);
        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(EventLoop.WRITE);
    }

    @Test
    void timersRunInTheOrderOfTheirTimes() throws Exception {
        BlockingQueue<String> ran = new ArrayBlockingQueue<>(10);
        loop.schedule(Duration.ofMillis(60), () -> ran.add("second"));
        loop.schedule(Duration.ofMillis(10), () -> ran.add("first"));
        loop.schedule(Duration.ofMillis(30), () -> ran.add("cancelled")).cancel();
        assertThat(ran.poll(30, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(ran.poll(30, TimeUnit.SECONDS)).isEqualTo("second");
    }

    @Test
    void tasksFromManyThreadsAllRun() throws Exception {
        BlockingQueue<Integer> ran = new LinkedBlockingQueue<>();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int j = 0; j < 2000; j++) {
                    loop.execute(() -> ran.add(1));
                }
            });
            threads[i].start();
        }
        for (int i = 0; i < 8000; i++) {
            assertThat(ran.poll(30, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void closingClosesWhatIsWatchedAndTellsIt() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        loop.register(pair[0], EventLoop.READ, new EventLoop.Handler() {
            @Override
            public void ready(EventLoop.Registration registration, int ready) {
                throw new AssertionError("nothing is ready");
            }

            @Override
            public void failed(Throwable cause) {
                told.complete(cause);
            }
        });
        loop.close();
        assertThat(told.get()).hasMessageContaining("closed");
        assertThat(pair[0].isClosed()).isTrue();
        assertThatThrownBy(() -> loop.register(pair[1], EventLoop.READ, (r, ready) -> {
        })).isInstanceOf(IOException.class);
        assertThat(pair[1].isClosed()).isTrue();
    }
}
