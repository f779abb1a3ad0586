package io.quarkiverse.nsexec.runtime.payload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.quarkiverse.nsexec.PayloadException;

/**
 * An exception of a task as data: class name, message, frames, cause, suppressed ones, and the fields of the application's own
 * exception classes. The worker cuts what exceeds a limit; the host refuses it.
 */
public final class ThrowableData {

    /** Bytes without the fields; a stack of 1024 frames takes some 100 KiB. */
    static final int MAX_ENCODED = 1 << 20;

    /** Bytes of all fields together; an exception is no way to hand over results. */
    static final int MAX_FIELDS_ENCODED = 1 << 20;

    /** Causes of causes, and suppressed ones of those; deeper ones say nothing new. */
    static final int MAX_DEPTH = 16;

    /** Exceptions in one description, all causes and suppressed ones counted. */
    static final int MAX_THROWABLES = 64;

    /** The JVM's own default, -XX:MaxJavaStackTraceDepth. */
    static final int MAX_FRAMES = 1024;

    /** Bytes of a message. */
    static final int MAX_MESSAGE = 64 << 10;

    /** Bytes of the name of a class, a method or a file; the class file format's own limit is 65535, which nobody nears. */
    static final int MAX_NAME = 1024;

    /** Fields of one exception. */
    static final int MAX_FIELDS = 256;

    /** What the second and third attempt keep, where a description exceeds {@link #MAX_ENCODED}. */
    private static final int[] FRAMES_OF_ATTEMPT = { MAX_FRAMES, 64, 64 };
    private static final int[] THROWABLES_OF_ATTEMPT = { MAX_THROWABLES, 8, 1 };

    private static final int FIELDS_LOST = 0xffff;
    private static final int ABSENT = 0;
    private static final int PRESENT = 1;

    private final String className;
    private final String message;
    private final StackTraceElement[] frames;
    private final Map<String, byte[]> fields;
    private final ThrowableData cause;
    private final List<ThrowableData> suppressed;

    private ThrowableData(String className, String message, StackTraceElement[] frames, Map<String, byte[]> fields,
            ThrowableData cause, List<ThrowableData> suppressed) {
        this.className = className;
        this.message = message;
        this.frames = frames;
        this.fields = fields;
        this.cause = cause;
        this.suppressed = suppressed;
    }

    /** Describes an exception, on the worker's side; what exceeds a limit is cut, and an odd exception does no harm. */
    public static ThrowableData of(Throwable throwable, PayloadCap cap) {
        return new Capture(cap).describe(throwable, MAX_DEPTH);
    }

    /** The binary name of the exception's class; text only. */
    public String className() {
        return className;
    }

    /** The message as the task reported it; may be null. */
    public String message() {
        return message;
    }

    StackTraceElement[] frames() {
        return frames;
    }

    /** The encoded fields by name; null where they did not fit. */
    Map<String, byte[]> fields() {
        return fields;
    }

    ThrowableData cause() {
        return cause;
    }

    List<ThrowableData> suppressed() {
        return suppressed;
    }

    /** The body of a {@link FrameKind#THROWN} frame. */
    public byte[] encode() {
        PayloadCap limit = new PayloadCap(MAX_ENCODED + MAX_FIELDS_ENCODED, "");
        for (int attempt = 0;; attempt++) {
            PayloadOutput out = new PayloadOutput(limit);
            Writer writer = new Writer(out, FRAMES_OF_ATTEMPT[attempt], THROWABLES_OF_ATTEMPT[attempt]);
            boolean last = attempt + 1 == FRAMES_OF_ATTEMPT.length;
            try {
                writer.write(this);
                if (out.size() - writer.fieldBytes <= MAX_ENCODED || last) {
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
    public static ThrowableData decode(byte[] bytes) {
        PayloadInput in = new PayloadInput(bytes);
        ThrowableData data = new Reader(in).read(MAX_DEPTH);
        in.end("an exception");
        return data;
    }

    /** From an exception to data, each exception once: causes may form a circle. */
    private static final class Capture {

        private final PayloadCap cap;
        private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private int fieldBytesLeft;

        Capture(PayloadCap cap) {
            this.cap = cap;
            this.fieldBytesLeft = (int) Math.min(cap.bytes(), MAX_FIELDS_ENCODED);
        }

        /** Null for what is left out. */
        ThrowableData describe(Throwable throwable, int depth) {
            if (throwable == null || depth == 0 || seen.size() == MAX_THROWABLES || !seen.add(throwable)) {
                return null;
            }
            Map<String, byte[]> fields = ThrowableFields.capture(throwable, fieldBytesLeft, cap);
            if (fields != null && fields.size() > MAX_FIELDS) {
                fields = null;
            }
            if (fields != null) {
                fieldBytesLeft -= ThrowableFields.size(fields);
            }
            return new ThrowableData(name(throwable.getClass().getName()), message(throwable), frames(throwable), fields,
                    describe(cause(throwable), depth - 1), suppressed(throwable, depth - 1));
        }

        private List<ThrowableData> suppressed(Throwable throwable, int depth) {
            List<ThrowableData> all = new ArrayList<>();
            for (Throwable suppressed : throwable.getSuppressed()) {
                ThrowableData data = describe(suppressed, depth);
                if (data != null) {
                    all.add(data);
                }
            }
            return all;
        }

        /** The accessors are the task's code: what they throw must not hide the exception itself. */
        private static String message(Throwable throwable) {
            try {
                String message = throwable.getMessage();
                return message == null ? null : cut(message, MAX_MESSAGE);
            } catch (Throwable e) {
                return null;
            }
        }

        private static Throwable cause(Throwable throwable) {
            try {
                return throwable.getCause();
            } catch (Throwable e) {
                return null;
            }
        }

        private static StackTraceElement[] frames(Throwable throwable) {
            try {
                StackTraceElement[] frames = throwable.getStackTrace();
                return frames == null || Arrays.asList(frames).contains(null) ? new StackTraceElement[0] : frames;
            } catch (Throwable e) {
                return new StackTraceElement[0];
            }
        }
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
            out.writeString(data.className);
            writeOptional(data.message);
            int frames = Math.min(data.frames.length, maxFrames);
            out.writeShort(frames);
            for (int i = 0; i < frames; i++) {
                writeFrame(data.frames[i]);
            }
            writeFields(data.fields);
            if (data.cause != null && throwablesLeft > 0) {
                out.write(PRESENT);
                write(data.cause);
            } else {
                out.write(ABSENT);
            }
            // the number is known once they are written: each may hold others
            for (ThrowableData suppressed : data.suppressed) {
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
                throw new PayloadException("An exception's causes are nested more than " + MAX_DEPTH + " deep");
            }
            if (++throwables > MAX_THROWABLES) {
                throw new PayloadException("An exception with more than " + MAX_THROWABLES + " causes and suppressed ones");
            }
            String className = readName("the class of an exception");
            String message = readFlag("a message") ? in.readString("the message of an exception", MAX_MESSAGE) : null;
            StackTraceElement[] frames = new StackTraceElement[readCount("the frames of an exception", MAX_FRAMES)];
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
            if (count > MAX_FIELDS) {
                throw new PayloadException("An exception with " + count + " fields; at most " + MAX_FIELDS + " are allowed");
            }
            Map<String, byte[]> fields = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                String name = in.readString("an exception's field", 2 * MAX_NAME);
                fields.put(name, in.readBytes("an exception's field", MAX_FIELDS_ENCODED));
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
            String name = in.readString(what, MAX_NAME);
            if (name.isEmpty() || Shown.forgesLines(name)) {
                throw new PayloadException("No name of " + what + ": \"" + Shown.of(name) + '"');
            }
            return name;
        }
    }

    /** A name as the host takes it: of bounded length, without control characters, not empty. */
    private static String name(String name) {
        String cut = cut(name, MAX_NAME);
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
    private static String cut(String text, int maxBytes) {
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
}
