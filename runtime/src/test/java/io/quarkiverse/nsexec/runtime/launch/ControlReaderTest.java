package io.quarkiverse.nsexec.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class ControlReaderTest {

    private final List<String> received = new ArrayList<>();
    private final ControlReader reader = new ControlReader((type, task, payload) -> {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        received.add(type + ":" + task + ":" + new String(bytes, StandardCharsets.US_ASCII));
    });

    @Test
    void messagesArriveWholeHoweverTheyAreCut() throws Exception {
        ByteBuffer stream = ByteBuffer.allocate(20_000);
        stream.put(message(20, 1, "")).put(message(19, 2, "abc")).put(message(18, 3, "x".repeat(9000)))
                .put(message(17, 4, "z"));
        for (int piece : new int[] { 1, 3, 16, 17, 4096, 20_000 }) {
            received.clear();
            ByteBuffer rest = stream.duplicate().flip();
            while (rest.hasRemaining()) {
                int end = Math.min(rest.limit(), rest.position() + piece);
                reader.take(rest.duplicate().limit(end));
                rest.position(end);
            }
            assertThat(received).containsExactly("20:1:", "19:2:abc", "18:3:" + "x".repeat(9000), "17:4:z");
            assertThat(reader.isCut()).isFalse();
        }
    }

    @Test
    void aStreamThatStopsAmidAMessageIsCut() throws Exception {
        reader.take(message(20, 1, "").limit(15));
        assertThat(reader.isCut()).isTrue();
    }

    @Test
    void lengthsBeyondTheBoundsAreRefused() {
        for (int length : new int[] { -1, 0, 15, ControlReader.MAX_SIZE + 1, Integer.MAX_VALUE, Integer.MIN_VALUE }) {
            ByteBuffer message = message(20, 1, "");
            message.putInt(0, length);
            assertThatThrownBy(() -> new ControlReader((type, task, payload) -> {
            }).take(message)).isInstanceOf(ProtocolException.class).hasMessageContaining("length " + length);
        }
    }

    @Test
    void aReportIsTakenApart() throws Exception {
        ByteBuffer payload = ByteBuffer.allocate(72).order(ByteOrder.nativeOrder()).putInt(2).putInt(9).putLong(1_500_000)
                .putLong(20)
                .putLong(2048).putLong(3_000_001).putLong(4).putLong(5).putLong(6).putLong(7).flip();
        ExitReport report = ControlMessage.exited(payload);
        assertThat(report.signal()).isEqualTo(9);
        assertThat(report.exitCode()).isEqualTo(137);
        assertThat(report.usage().userCpu()).isEqualTo(Duration.ofMillis(1500));
        assertThat(report.usage().systemCpu()).isEqualTo(Duration.ofNanos(20_000));
        assertThat(report.usage().peakMemory()).isEqualTo(2048 * 1024);
        assertThat(report.usage().wall()).isEqualTo(Duration.ofNanos(3_000_001_000L));
        assertThat(report.minorFaults()).isEqualTo(4);
        assertThat(report.involuntarySwitches()).isEqualTo(7);
    }

    @Test
    void aReportOfWrongSizeOrCodeIsRefused() {
        assertThatThrownBy(() -> ControlMessage.exited(ByteBuffer.allocate(71))).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> ControlMessage.exited(ByteBuffer.allocate(72))).isInstanceOf(ProtocolException.class)
                .hasMessageContaining("code 0");
    }

    @Test
    void aFailureWithAnyLengthChangedIsRefusedOrHarmless() throws Exception {
        ByteBuffer whole = failed("unshare", "no");
        assertThat(ControlMessage.failed(whole.duplicate().order(ByteOrder.nativeOrder())))
                .isEqualTo(new ControlMessage.Failure(1, "unshare", 1, "no"));
        for (int length : new int[] { -1, 0, 6, 8, 100, Integer.MAX_VALUE }) {
            ByteBuffer changed = failed("unshare", "no");
            changed.putInt(8, length);
            assertThatThrownBy(() -> ControlMessage.failed(changed)).isInstanceOf(ProtocolException.class);
        }
        for (int cut = 0; cut < whole.limit(); cut++) {
            ByteBuffer shorter = failed("unshare", "no").limit(cut);
            assertThatThrownBy(() -> ControlMessage.failed(shorter)).isInstanceOf(ProtocolException.class);
        }
    }

    private static ByteBuffer failed(String step, String text) {
        return ByteBuffer.allocate(100).order(ByteOrder.nativeOrder()).putInt(1).putInt(1).putInt(step.length())
                .put(step.getBytes(StandardCharsets.US_ASCII)).putInt(text.length())
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .flip();
    }

    private static ByteBuffer message(int type, long task, String payload) {
        return ByteBuffer.allocate(16 + payload.length()).order(ByteOrder.nativeOrder()).putInt(16 + payload.length())
                .putInt(type)
                .putLong(task).put(payload.getBytes(StandardCharsets.US_ASCII)).flip();
    }
}
