package io.quarkiverse.nsexec.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorTest {

    @Test
    void closingTwiceDoesNotCloseWhatGotTheNumber() throws Exception {
        Descriptor first = Descriptors.open(new File("/dev/null"), Descriptors.O_RDONLY, 0);
        int number = first.enter();
        first.leave();
        first.close();
        Descriptor second = Descriptors.open(new File("/dev/zero"), Descriptors.O_RDONLY, 0);
        try {
            assertThat(second.enter()).isEqualTo(number);
            second.leave();
            first.close();
            assertThat(Descriptors.read(second, ByteBuffer.allocate(1))).isEqualTo(1);
        } finally {
            second.close();
        }
    }

    @Test
    void closeWaitsForTheCallsUnderWay() throws Exception {
        Descriptor descriptor = Descriptors.open(new File("/dev/zero"), Descriptors.O_RDONLY, 0);
        int number = descriptor.enter();
        descriptor.close();
        assertThat(new File("/proc/self/fd/" + number)).exists();
        assertThatThrownBy(descriptor::enter).isInstanceOf(IOException.class).hasMessageContaining("closed");
        descriptor.leave();
        assertThat(new File("/proc/self/fd/" + number)).doesNotExist();
    }

    @Test
    void aMissingFileIsToldByItsErrno(@TempDir File directory) {
        assertThatThrownBy(() -> Descriptors.openForReading(new File(directory, "none"))).isInstanceOf(ErrnoException.class)
                .hasMessageContaining("none: ENOENT (No such file or directory)");
    }

    @Test
    void aPathWithANulDoesNotOpenItsFirstPart(@TempDir File directory) {
        assertThatThrownBy(() -> Descriptors.openForReading(new File(directory, "\0x"))).isInstanceOf(IOException.class)
                .hasMessageContaining("NUL");
    }

    @Test
    void aPipeBecomesStreams() throws Exception {
        Descriptor[] pipe = Descriptors.pipe();
        try (InputStream in = Descriptors.toInputStream(pipe[0]); OutputStream out = Descriptors.toOutputStream(pipe[1])) {
            assertThat(pipe[0].isClosed()).isTrue();
            assertThat(pipe[1].isClosed()).isTrue();
            out.write("hello".getBytes(StandardCharsets.US_ASCII));
            out.close();
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("hello");
        }
    }

    @Test
    void directBuffersAndThoseOfTheHeapCarryTheSameBytes() throws Exception {
        Descriptor[] pair = Sockets.pair();
        try {
            ByteBuffer direct = ByteBuffer.allocateDirect(10).put("..hello...".getBytes(StandardCharsets.US_ASCII)).position(2)
                    .limit(7);
            assertThat(Sockets.send(pair[0], direct)).isEqualTo(5);
            assertThat(direct.hasRemaining()).isFalse();
            ByteBuffer heap = ByteBuffer.allocate(10).position(3);
            assertThat(Sockets.receive(pair[1], heap)).isEqualTo(5);
            assertThat(new String(heap.array(), 3, 5, StandardCharsets.US_ASCII)).isEqualTo("hello");
            assertThat(Sockets.send(pair[1], heap.flip().position(3))).isEqualTo(5);
            ByteBuffer back = ByteBuffer.allocateDirect(9).position(1);
            assertThat(Sockets.receive(pair[0], back)).isEqualTo(5);
            byte[] text = new byte[5];
            back.get(1, text);
            assertThat(new String(text, StandardCharsets.US_ASCII)).isEqualTo("hello");
        } finally {
            Descriptor.close(pair);
        }
    }

    @Test
    void nobodyAtTheOtherEndIsAnErrorAndNoSignal() throws Exception {
        Descriptor[] pair = Sockets.pair();
        pair[1].close();
        assertThatThrownBy(() -> Sockets.send(pair[0], ByteBuffer.wrap(new byte[1]))).isInstanceOf(ErrnoException.class)
                .hasMessageStartingWith("send: EPIPE");
        assertThatThrownBy(() -> Sockets.send(pair[0], ByteBuffer.wrap(new byte[1]), List.of(pair[0])))
                .isInstanceOf(ErrnoException.class).hasMessageStartingWith("sendmsg: EPIPE");
        pair[0].close();
    }
}
