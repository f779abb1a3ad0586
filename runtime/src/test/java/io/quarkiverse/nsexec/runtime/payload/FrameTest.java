package io.quarkiverse.nsexec.runtime.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.nsexec.PayloadException;

class FrameTest {

    private static final PayloadCap CAP = new PayloadCap(1000, "small");

    @Test
    void standsOnTheWireAsLengthKindAndBody() {
        assertThat(new Frame(FrameKind.RESULT, new byte[] { 7, 8 }).toBytes()).containsExactly(0, 0, 0, 3, 2, 7, 8);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 1000 })
    void isPutTogetherFromPiecesOfAnySize(int piece) {
        byte[] body = random(900);
        byte[] wire = new Frame(FrameKind.RESULT, body).toBytes();
        FrameAssembler assembler = new FrameAssembler(CAP);
        for (int at = 0; at < wire.length; at += piece) {
            assertThat(assembler.isComplete()).isFalse();
            assembler.feed(wire, at, Math.min(piece, wire.length - at));
        }
        assertThat(assembler.isComplete()).isTrue();
        assertThat(assembler.frame().kind()).isEqualTo(FrameKind.RESULT);
        assertThat(assembler.frame().body()).isEqualTo(body);
    }

    @Test
    void mayHaveAnEmptyBody() {
        FrameAssembler assembler = new FrameAssembler(CAP);
        assembler.feed(new Frame(FrameKind.REFUSED, new byte[0]).toBytes(), 0, 5);
        assertThat(assembler.frame().body()).isEmpty();
    }

    @Test
    void ofTheLargestSizePasses() {
        byte[] body = new byte[1000 + Frame.ENVELOPE];
        assertThat(assembled(new Frame(FrameKind.RESULT, body).toBytes()).body()).hasSize(body.length);
    }

    @Test
    void aboveTheLargestSizeIsRefusedByItsHeaderAlone() {
        FrameAssembler assembler = new FrameAssembler(CAP);
        byte[] wire = new Frame(FrameKind.RESULT, new byte[1001 + Frame.ENVELOPE]).toBytes();
        assertThatThrownBy(() -> assembler.feed(wire, 0, Frame.HEADER))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(String.valueOf(1001 + Frame.ENVELOPE))
                .hasMessageContaining("1000")
                .hasMessageContaining("quarkus.nsexec.\"small\".max-payload");
    }

    @ParameterizedTest
    @ValueSource(ints = { Integer.MAX_VALUE, Integer.MIN_VALUE, -1 })
    void thatAnnouncesGigabytesIsRefused(int length) {
        byte[] wire = ByteBuffer.allocate(5).putInt(length).put((byte) 2).array();
        assertThatThrownBy(() -> new FrameAssembler(CAP).feed(wire, 0, 5)).isInstanceOf(PayloadException.class)
                .hasMessageContaining(String.valueOf((length & 0xffffffffL) - 1));
    }

    @Test
    void takesNoMemoryForWhatIsOnlyAnnounced() {
        PayloadCap large = new PayloadCap(1L << 40, "");
        byte[] wire = ByteBuffer.allocate(5).putInt(2_000_000_000).put((byte) 2).array();
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        FrameAssembler assembler = new FrameAssembler(large);
        assembler.feed(wire, 0, 5);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
        assertThat(assembler.isComplete()).isFalse();
    }

    @Test
    void ofLengthZeroIsRefused() {
        assertThatThrownBy(() -> new FrameAssembler(CAP).feed(new byte[5], 0, 5)).isInstanceOf(PayloadException.class)
                .hasMessageContaining("length 0");
    }

    @Test
    void ofAnUnknownKindIsRefused() {
        assertThatThrownBy(() -> new FrameAssembler(CAP).feed(new byte[] { 0, 0, 0, 1, 99 }, 0, 5))
                .isInstanceOf(PayloadException.class).hasMessageContaining("kind 99");
    }

    @Test
    void withBytesAfterItsEndIsRefused() {
        byte[] wire = Arrays.copyOf(new Frame(FrameKind.RESULT, new byte[] { 1 }).toBytes(), 8);
        assertThatThrownBy(() -> new FrameAssembler(CAP).feed(wire, 0, 8)).isInstanceOf(PayloadException.class)
                .hasMessageContaining("2 bytes came after the end");
    }

    @Test
    void withBytesAfterItsEndInALaterPieceIsRefused() {
        FrameAssembler assembler = new FrameAssembler(CAP);
        byte[] wire = new Frame(FrameKind.RESULT, new byte[] { 1 }).toBytes();
        assembler.feed(wire, 0, wire.length);
        assertThatThrownBy(() -> assembler.feed(wire, 0, 1)).isInstanceOf(PayloadException.class);
    }

    @Test
    void cutAtAnyByteIsRefused() {
        byte[] wire = new Frame(FrameKind.RESULT, random(20)).toBytes();
        for (int end = 0; end < wire.length; end++) {
            FrameAssembler assembler = new FrameAssembler(CAP);
            assembler.feed(wire, 0, end);
            assertThatThrownBy(assembler::frame).as("cut at %d", end).isInstanceOf(PayloadException.class)
                    .hasMessageContaining("ended after");
        }
    }

    @Test
    void ofGarbageIsNeverMoreThanAnException() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            byte[] wire = new byte[random.nextInt(64)];
            random.nextBytes(wire);
            try {
                new FrameAssembler(CAP).feed(wire, 0, wire.length);
            } catch (PayloadException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void anExceptionMayBeLargerThanASmallCap() {
        byte[] body = new byte[100_000];
        assertThat(assembled(new Frame(FrameKind.THROWN, body).toBytes()).body()).hasSize(100_000);
    }

    @Test
    void crossesStreams() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] body = random(1_000_000);
        FrameStreams.write(out, new Frame(FrameKind.REQUEST, body));
        out.write(42);
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        Frame frame = FrameStreams.read(in, new PayloadCap(1_000_000, ""));
        assertThat(frame.kind()).isEqualTo(FrameKind.REQUEST);
        assertThat(frame.body()).isEqualTo(body);
        assertThat(in.read()).as("what follows is left alone").isEqualTo(42);
    }

    @Test
    void cutOnAStreamIsRefused() {
        byte[] wire = new Frame(FrameKind.REQUEST, random(20)).toBytes();
        assertThatThrownBy(() -> FrameStreams.read(new ByteArrayInputStream(wire, 0, 20), CAP))
                .isInstanceOf(PayloadException.class).hasMessageContaining("ended after 15 of 20 bytes");
        assertThatThrownBy(() -> FrameStreams.read(new ByteArrayInputStream(wire, 0, 0), CAP))
                .isInstanceOf(EOFException.class);
    }

    private static Frame assembled(byte[] wire) {
        FrameAssembler assembler = new FrameAssembler(CAP);
        assembler.feed(wire, 0, wire.length);
        return assembler.frame();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
