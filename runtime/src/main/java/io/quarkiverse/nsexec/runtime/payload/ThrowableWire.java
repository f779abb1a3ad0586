package io.quarkiverse.nsexec.runtime.payload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.nsexec.PayloadException;

/** {@link ThrowableData} as bytes: written by the worker within the limits, checked against them by the host. */
final class ThrowableWire {

    /** What the second and third attempt keep, where a description exceeds {@link ThrowableData#MAX_ENCODED}. */
    private static final int[] FRAMES_OF_ATTEMPT = { ThrowableData.MAX_FRAMES, 64, 64 };
    private static final int[] THROWABLES_OF_ATTEMPT = { ThrowableData.MAX_THROWABLES, 8, 1 };

    private static final int FIELDS_LOST = 0xffff;
    private static final int ABSENT = 0;
    private static final int PRESENT = 1;

    private ThrowableWire() {
    }

    /** Leaves out frames and exceptions until the rest fits. */
    static byte[] encode(ThrowableData data) {
        PayloadCap limit = new PayloadCap(ThrowableData.MAX_ENCODED + ThrowableData.MAX_FIELDS_ENCODED, "");
        for (int attempt = 0;; attempt++) {
            PayloadOutput out = new PayloadOutput(limit);
            Writer writer = new Writer(out, FRAMES_OF_ATTEMPT[attempt], THROWABLES_OF_ATTEMPT[attempt]);
            boolean last = attempt + 1 == FRAMES_OF_ATTEMPT.length;
            try {
                writer.write(data);
                if (out.size() - writer.fieldBytes <= ThrowableData.MAX_ENCODED || last) {
                    return out.toByteArray();
                }
            } catch (PayloadException e) {
                if (last) {
                    throw e;
                }
            }
        }
    }

    /** @throws PayloadException the bytes are no description of an exception */
    static ThrowableData decode(byte[] bytes) {
        PayloadInput in = new PayloadInput(bytes);
        ThrowableData data = new Reader(in).read(ThrowableData.MAX_DEPTH);
        in.end("an exception");
        return data;
    }

    /** A name as the host takes it: of bounded length, without control characters, not empty. */
    static String name(String name) {
        String cut = cut(name, ThrowableData.MAX_NAME);
        if (cut.isEmpty()) {
            return "?";
        }
        if (!Shown.forgesLines(cut)) {
            return cut;
        }
        StringBuilder clean = new StringBuilder(cut);
        for (int i = 0; i < clean.length(); i++) {
            if (Shown.forgesLines(clean.charAt(i))) {
                clean.setCharAt(i, '?');
            }
        }
        return clean.toString();
    }

    /** Cuts a text so that it takes at most so many bytes in UTF-8, never in the middle of a pair of surrogates. */
    static String cut(String text, int maxBytes) {
        // three bytes a char at the most; a pair of surrogates takes four
        if (text.length() <= maxBytes / 3 || text.getBytes(StandardCharsets.UTF_8).length <= maxBytes) {
            return text;
        }
        int end = Math.min(text.length(), maxBytes / 3);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** From data to bytes. */
    private static final class Writer {

        private final PayloadOutput out;
        private final int maxFrames;
        private int throwablesLeft;
        private int fieldBytes;

        Writer(PayloadOutput out, int maxFrames, int maxThrowables) {
            this.out = out;
            this.maxFrames = maxFrames;
            this.throwablesLeft = maxThrowables;
        }

        void write(ThrowableData data) {
            throwablesLeft--;
            out.writeString(data.className());
            writeOptional(data.message());
            int frames = Math.min(data.frames().length, maxFrames);
            out.writeShort(frames);
            for (int i = 0; i < frames; i++) {
                writeFrame(data.frames()[i]);
            }
            writeFields(data.fields());
            if (data.cause() != null && throwablesLeft > 0) {
                out.write(PRESENT);
                write(data.cause());
            } else {
                out.write(ABSENT);
            }
            // the number is known once they are written: each may hold others
            for (ThrowableData suppressed : data.suppressed()) {
                if (throwablesLeft > 0) {
                    out.write(PRESENT);
                    write(suppressed);
                }
            }
            out.write(ABSENT);
        }

        private void writeFrame(StackTraceElement frame) {
            out.writeString(name(frame.getClassName()));
            out.writeString(name(frame.getMethodName()));
            writeOptional(frame.getFileName() == null ? null : name(frame.getFileName()));
            out.writeInt(frame.getLineNumber());
        }

        private void writeFields(Map<String, byte[]> fields) {
            if (fields == null) {
                out.writeShort(FIELDS_LOST);
                return;
            }
            out.writeShort(fields.size());
            for (Map.Entry<String, byte[]> field : fields.entrySet()) {
                int before = out.size();
                out.writeString(field.getKey());
                out.writeBytes(field.getValue());
                fieldBytes += out.size() - before;
            }
        }

        private void writeOptional(String text) {
            if (text == null) {
                out.write(ABSENT);
            } else {
                out.write(PRESENT);
                out.writeString(text);
            }
        }
    }

    /** From bytes to data, on the host: every count and length is checked before it is used. */
    private static final class Reader {

        private final PayloadInput in;
        private int throwables;

        Reader(PayloadInput in) {
            this.in = in;
        }

        ThrowableData read(int depth) {
            if (depth == 0) {
                throw new PayloadException("An exception's causes are nested more than " + ThrowableData.MAX_DEPTH + " deep");
            }
            if (++throwables > ThrowableData.MAX_THROWABLES) {
                throw new PayloadException(
                        "An exception with more than " + ThrowableData.MAX_THROWABLES + " causes and suppressed ones");
            }
            String className = readName("the class of an exception");
            String message = readFlag("a message") ? in.readString("the message of an exception", ThrowableData.MAX_MESSAGE)
                    : null;
            StackTraceElement[] frames = new StackTraceElement[readCount("the frames of an exception",
                    ThrowableData.MAX_FRAMES)];
            for (int i = 0; i < frames.length; i++) {
                frames[i] = readFrame();
            }
            Map<String, byte[]> fields = readFields();
            ThrowableData cause = readFlag("a cause") ? read(depth - 1) : null;
            List<ThrowableData> suppressed = new ArrayList<>();
            while (readFlag("a suppressed exception")) {
                suppressed.add(read(depth - 1));
            }
            return new ThrowableData(className, message, frames, fields, cause, suppressed);
        }

        private StackTraceElement readFrame() {
            String declaringClass = readName("a frame's class");
            String method = readName("a frame's method");
            String file = readFlag("a frame's file") ? readName("a frame's file") : null;
            return new StackTraceElement(declaringClass, method, file, in.readInt("a frame's line"));
        }

        private Map<String, byte[]> readFields() {
            int count = in.readShort("the number of an exception's fields");
            if (count == FIELDS_LOST) {
                return null;
            }
            if (count > ThrowableData.MAX_FIELDS) {
                throw new PayloadException(
                        "An exception with " + count + " fields; at most " + ThrowableData.MAX_FIELDS + " are allowed");
            }
            Map<String, byte[]> fields = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                String name = in.readString("an exception's field", 2 * ThrowableData.MAX_NAME);
                fields.put(name, in.readBytes("an exception's field", ThrowableData.MAX_FIELDS_ENCODED));
            }
            return fields;
        }

        private int readCount(String what, int max) {
            int count = in.readShort(what);
            if (count > max) {
                throw new PayloadException("The number of " + what + " is " + count + "; at most " + max + " is allowed");
            }
            return count;
        }

        private boolean readFlag(String what) {
            int flag = in.readByte(what);
            if (flag > PRESENT) {
                throw new PayloadException("Whether there is " + what + " must be 0 or 1, but " + flag + " came");
            }
            return flag == PRESENT;
        }

        /** Names end up in logs, line by line. */
        private String readName(String what) {
            String name = in.readString(what, ThrowableData.MAX_NAME);
            if (name.isEmpty() || Shown.forgesLines(name)) {
                throw new PayloadException("No name of " + what + ": \"" + Shown.of(name) + '"');
            }
            return name;
        }
    }
}
