package io.quarkiverse.nsexec.runtime.payload;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.quarkiverse.nsexec.PayloadException;

/**
 * Frames on blocking streams: the worker's side.
 */
public final class FrameStreams {

    private static final int CHUNK = 64 << 10;

    private FrameStreams() {
    }

    /**
     * Reads one frame, and not a byte more.
     *
     * @throws PayloadException what comes is no frame, or one that is too long, or it ends in the middle
     * @throws EOFException the stream ended before the first byte
     */
    public static Frame read(InputStream in, PayloadCap cap) throws IOException {
        FrameAssembler assembler = new FrameAssembler(cap);
        byte[] buffer = new byte[CHUNK];
        while (!assembler.isComplete()) {
            int wanted = assembler.missing(buffer.length);
            int count = in.read(buffer, 0, wanted);
            if (count < 0) {
                if (!assembler.isStarted()) {
                    throw new EOFException("The stream ended before a frame began");
                }
                break;
            }
            assembler.feed(buffer, 0, count);
        }
        return assembler.frame();
    }

    /** Writes one frame and flushes. */
    public static void write(OutputStream out, Frame frame) throws IOException {
        byte[] header = new byte[Frame.HEADER];
        Frame.putHeader(header, frame.kind(), frame.body().length);
        out.write(header);
        out.write(frame.body());
        out.flush();
    }
}
