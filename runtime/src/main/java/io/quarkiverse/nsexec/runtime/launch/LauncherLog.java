package io.quarkiverse.nsexec.runtime.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * Carries the log pipe of the launcher over to JBoss Logging. Stages of sandboxes write to it too, before they run a task's
 * program, so a line may hold anything.
 */
final class LauncherLog implements EventLoop.Handler {

    static final String CATEGORY = "io.quarkiverse.nsexec.native";

    /** PIPE_BUF, above which a write to a pipe is not atomic (pipe(7)). */
    static final int MAX_LINE = 4096;

    private static final Logger LOG = Logger.getLogger(CATEGORY);
    private static final JsonFactory JSON = new JsonFactory();
    private static final long END_TIMEOUT_MILLIS = 1000;

    private final LineCutter lines = new LineCutter(MAX_LINE, this::line);
    private final ByteBuffer input = ByteBuffer.allocateDirect(Scratch.SIZE);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Sink sink;
    private long malformed;

    /** Where lines go. */
    interface Sink {

        void log(Logger.Level level, String message);
    }

    LauncherLog(Sink sink) {
        this.sink = sink;
    }

    static LauncherLog read(EventLoop loop, Descriptor pipe) throws IOException {
        LauncherLog log = new LauncherLog(LOG::log);
        loop.register(pipe, EventLoop.READ, log);
        return log;
    }

    /** The level that the launcher should log from, by its own numbers (0 panic .. 6 trace). */
    static int nativeLevel() {
        if (LOG.isTraceEnabled()) {
            return 6;
        }
        if (LOG.isDebugEnabled()) {
            return 5;
        }
        if (LOG.isInfoEnabled()) {
            return 4;
        }
        return LOG.isEnabled(Logger.Level.WARN) ? 3 : LOG.isEnabled(Logger.Level.ERROR) ? 2 : 1;
    }

    void awaitEnd() throws InterruptedException {
        ended.await(END_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void ready(EventLoop.Registration registration, int ready) throws IOException {
        int n = Descriptors.read(registration.descriptor(), input.clear());
        if (n > 0) {
            take(input.flip());
        } else if (n == Descriptors.END) {
            lines.end();
            registration.close();
            ended.countDown();
        }
    }

    void take(ByteBuffer bytes) {
        lines.take(bytes);
    }

    private void line(String line, long dropped) {
        String level = null;
        String message = null;
        if (dropped == 0) {
            try (JsonParser parser = JSON.createParser(line)) {
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        String field = parser.getCurrentName();
                        String value = parser.nextTextValue();
                        if (field.equals("level")) {
                            level = value;
                        } else if (field.equals("msg")) {
                            message = value;
                        }
                    }
                }
            } catch (IOException e) {
                message = null;
            }
        }
        if (level == null || message == null) {
            malformed++;
            if (Long.bitCount(malformed) == 1) { // 1, 2, 4, 8: says it, without filling the log
                sink.log(Logger.Level.WARN, malformed + " lines from the launcher were dropped: longer than " + MAX_LINE
                        + " bytes, or not of the expected form");
            }
            return;
        }
        sink.log(level(level), printable(message));
    }

    private static Logger.Level level(String level) {
        return switch (level) {
            case "panic" -> Logger.Level.FATAL;
            case "fatal", "error" -> Logger.Level.ERROR; // fatal to one process of one task, which is no end of the service
            case "warn", "warning" -> Logger.Level.WARN;
            case "info" -> Logger.Level.INFO;
            case "trace" -> Logger.Level.TRACE;
            default -> Logger.Level.DEBUG;
        };
    }

    /** Without what could forge other lines of the log or drive a terminal. */
    private static String printable(String message) {
        StringBuilder printable = null;
        for (int i = 0; i < message.length(); i++) {
            if (Character.isISOControl(message.charAt(i))) {
                if (printable == null) {
                    printable = new StringBuilder(message);
                }
                printable.setCharAt(i, '?');
            }
        }
        return printable == null ? message : printable.toString();
    }
}
