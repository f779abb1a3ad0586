package io.quarkiverse.nsexec.runtime.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jboss.logging.Logger;

import io.quarkiverse.nsexec.runtime.launch.Descriptors;
import io.quarkiverse.nsexec.runtime.launch.EventLoop;

/**
 * Brings one output stream of a worker to the log, line by line. The worker is hostile: lines are cut, control characters are
 * made visible so that no line can pass for another record, and beyond a bound lines are read and counted but not logged.
 */
final class OutputLog implements EventLoop.Handler {

    /** The log category, shared by all tasks. */
    static final String CATEGORY = "io.quarkiverse.nsexec.output";

    private static final Logger LOG = Logger.getLogger(CATEGORY);
    /** Bytes of one line. */
    private static final int MAX_LINE = 4096;
    /** Bytes of one stream of one call. */
    private static final int MAX_LOGGED = 1 << 20;

    private final String task;
    private final Logger.Level level;
    private final byte[] line = new byte[MAX_LINE];
    private final ByteBuffer chunk = ByteBuffer.allocate(8192);
    private int lineLength;
    private long cutFromLine;
    private long logged;
    private long dropped;

    OutputLog(String task, Logger.Level level) {
        this.task = task;
        this.level = level;
    }

    @Override
    public void ready(EventLoop.Registration registration, int ready) throws IOException {
        chunk.clear();
        int count = Descriptors.read(registration.descriptor(), chunk);
        if (count == Descriptors.WOULD_BLOCK) {
            return;
        }
        if (count == Descriptors.END) {
            registration.close();
            end();
            return;
        }
        for (int i = 0; i < count; i++) {
            add(chunk.get(i));
        }
    }

    @Override
    public void failed(Throwable cause) {
        end();
    }

    private void add(byte value) {
        if (value == '\n') {
            endLine();
        } else if (lineLength < MAX_LINE) {
            line[lineLength++] = value;
        } else {
            cutFromLine++;
        }
    }

    private void endLine() {
        if (logged + lineLength > MAX_LOGGED) {
            dropped += lineLength + cutFromLine + 1;
        } else {
            logged += lineLength + 1;
            LOG.logf(level, "[%s] %s%s", task, visible(new String(line, 0, lineLength, StandardCharsets.UTF_8)),
                    cutFromLine == 0 ? "" : " ... (" + cutFromLine + " more bytes)");
        }
        lineLength = 0;
        cutFromLine = 0;
    }

    private void end() {
        if (lineLength > 0) {
            endLine();
        }
        if (dropped > 0) {
            LOG.warnf("[%s] %d more bytes of output were not logged: one call may log %d bytes a stream", task, dropped,
                    MAX_LOGGED);
        }
    }

    private static String visible(String text) {
        int first = firstControl(text);
        if (first < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHidden(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static int firstControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHidden(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** What a terminal or a reader of the log would not show as itself. */
    private static boolean isHidden(char c) {
        return Character.isISOControl(c) && c != '\t' || Character.getType(c) == Character.FORMAT;
    }
}
