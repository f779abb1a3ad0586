package io.quarkiverse.nsexec.runtime.launch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.quarkiverse.nsexec.TaskUsage;

/**
 * The messages of the control socket ({@code native/README.md}): those to the launcher are made here, those from it taken
 * apart.
 */
final class ControlMessage {

    static final int HEADER_SIZE = 16;

    static final int START = 1;
    static final int SIGNAL = 2;
    static final int KILL = 3;
    static final int HELLO = 16;
    static final int STARTED = 17;
    static final int FAILED = 18;
    static final int EXITED = 19;
    static final int REAPED = 20;

    private static final int VERSION = 1;
    private static final int MAX_TEXT = 64 * 1024;

    private ControlMessage() {
    }

    static ByteBuffer start(long task, byte[] bootstrap) {
        return header(START, task, bootstrap.length).put(bootstrap).flip();
    }

    static ByteBuffer signal(long task, int signal) {
        return header(SIGNAL, task, Integer.BYTES).putInt(signal).flip();
    }

    static ByteBuffer kill(long task) {
        return header(KILL, task, 0).flip();
    }

    private static ByteBuffer header(int type, long task, int payload) {
        int size = HEADER_SIZE + payload;
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder()).putInt(size).putInt(type).putLong(task);
    }

    /** Takes a HELLO apart: the launcher's pid as it sees itself. */
    static int hello(ByteBuffer payload) throws ProtocolException {
        expect(payload.remaining() == 8, "HELLO has " + payload.remaining() + " bytes");
        int version = payload.getInt();
        expect(version == VERSION, "HELLO names version " + version + ", not " + VERSION);
        return payload.getInt();
    }

    /** Takes a STARTED apart: the pid of init. */
    static int started(ByteBuffer payload) throws ProtocolException {
        expect(payload.remaining() == 8, "STARTED has " + payload.remaining() + " bytes");
        payload.getInt(); // stage 1 has ended by now
        return payload.getInt();
    }

    /** Takes a FAILED apart. */
    static Failure failed(ByteBuffer payload) throws ProtocolException {
        expect(payload.remaining() >= 16, "FAILED has " + payload.remaining() + " bytes");
        int stage = payload.getInt();
        int errno = payload.getInt();
        String step = text(payload);
        String text = text(payload);
        expect(!payload.hasRemaining(), "FAILED has trailing bytes");
        return new Failure(stage, step, errno, text);
    }

    private static String text(ByteBuffer payload) throws ProtocolException {
        expect(payload.remaining() >= Integer.BYTES, "a text is cut");
        int length = payload.getInt();
        expect(length >= 0 && length <= MAX_TEXT && length <= payload.remaining(), "a text has length " + length);
        byte[] bytes = new byte[length];
        payload.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Takes an EXITED apart. */
    static ExitReport exited(ByteBuffer payload) throws ProtocolException {
        expect(payload.remaining() == 72, "EXITED has " + payload.remaining() + " bytes");
        int code = payload.getInt();
        int status = payload.getInt();
        expect(code >= ExitReport.EXITED && code <= ExitReport.DUMPED, "EXITED has code " + code);
        expect(status >= 0 && status <= 255, "EXITED has status " + status);
        Duration user = micros(payload.getLong());
        Duration system = micros(payload.getLong());
        long peakMemory = payload.getLong() * 1024;
        Duration wall = micros(payload.getLong());
        return new ExitReport(code, status, new TaskUsage(user, system, wall, peakMemory), payload.getLong(), payload.getLong(),
                payload.getLong(), payload.getLong());
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    /** Takes a REAPED apart: the raw wait status of init. */
    static int reaped(ByteBuffer payload) throws ProtocolException {
        expect(payload.remaining() == Integer.BYTES, "REAPED has " + payload.remaining() + " bytes");
        return payload.getInt();
    }

    static void expect(boolean condition, String otherwise) throws ProtocolException {
        if (!condition) {
            throw new ProtocolException(otherwise);
        }
    }

    /**
     * Why a sandbox could not be made.
     *
     * @param stage 0, 1, 2; 3: the task's own process; 4: the launcher
     * @param step what the stage was about to do
     * @param errno 0: none
     * @param text details
     */
    record Failure(int stage, String step, int errno, String text) {
    }
}
