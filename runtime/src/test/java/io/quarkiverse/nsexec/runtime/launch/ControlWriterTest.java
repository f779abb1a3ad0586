package io.quarkiverse.nsexec.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ControlWriterTest {

    private static final int MORE_THAN_THE_SOCKET_HOLDS = 4 * 1024 * 1024;

    private final EventLoop loop = new EventLoop("nsexec-test");
    private final Object sending = new Object();
    private Descriptor[] pair;
    private ControlWriter writer;

    @BeforeEach
    void open() throws IOException {
        pair = Sockets.pair();
        Descriptors.setNonBlocking(pair[0]);
        synchronized (sending) {
            writer = new ControlWriter(loop.register(pair[0], EventLoop.READ, (registration, ready) -> {
                if ((ready & EventLoop.WRITE) != 0) {
                    synchronized (sending) {
                        writer.resume();
                    }
                } else {
                    registration.interest(0);
                }
            }), 1);
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        loop.close();
        Descriptor.close(pair);
        loop.awaitEnd(Duration.ofSeconds(10));
    }

    @Test
    void messagesThatHadToWaitArriveWholeAndInOrder() throws Exception {
        byte[] sent = new byte[3 * MORE_THAN_THE_SOCKET_HOLDS];
        new Random(1).nextBytes(sent);
        for (int i = 0; i < 3; i++) {
            assertThat(send(ByteBuffer.wrap(sent, i * MORE_THAN_THE_SOCKET_HOLDS, MORE_THAN_THE_SOCKET_HOLDS))).isTrue();
        }
        ByteBuffer received = ByteBuffer.allocate(sent.length);
        while (received.hasRemaining()) {
            assertThat(Sockets.receive(pair[1], received)).isPositive();
        }
        assertThat(received.array()).isEqualTo(sent);
    }

    @Test
    void aDescriptorIsClosedOnceItWent() throws Exception {
        Descriptor passed = Descriptors.eventfd();
        assertThat(send(ByteBuffer.allocate(1), passed)).isTrue();
        assertThat(passed.isClosed()).isTrue();
    }

    @Test
    void closingClosesTheDescriptorsThatWait() throws Exception {
        Descriptor waiting = Descriptors.eventfd();
        send(ByteBuffer.allocate(MORE_THAN_THE_SOCKET_HOLDS));
        assertThat(send(ByteBuffer.allocate(1), waiting)).isTrue();
        assertThat(waiting.isClosed()).isFalse();
        synchronized (sending) {
            writer.close();
        }
        assertThat(waiting.isClosed()).isTrue();
    }

    @Test
    void whereNobodyReadsAnyMoreTheMessageAndItsDescriptorsStayTheCallers() throws Exception {
        pair[1].close();
        Descriptor kept = Descriptors.eventfd();
        assertThat(send(ByteBuffer.allocate(1), kept)).isFalse();
        assertThat(kept.isClosed()).isFalse();
        kept.close();
    }

    @Test
    void whatWaitsIsBounded() {
        send(ByteBuffer.allocate(40 * 1024 * 1024));
        ByteBuffer another = ByteBuffer.allocate(40 * 1024 * 1024);
        synchronized (sending) {
            assertThat(writer.hasRoomFor(another)).isFalse();
            writer.close();
            assertThat(writer.hasRoomFor(another)).isTrue();
        }
    }

    private boolean send(ByteBuffer message, Descriptor... descriptors) {
        synchronized (sending) {
            return writer.send(message, List.of(descriptors));
        }
    }
}
