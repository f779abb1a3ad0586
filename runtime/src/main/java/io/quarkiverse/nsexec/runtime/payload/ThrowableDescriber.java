package io.quarkiverse.nsexec.runtime.payload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From one exception to data, on the worker's side, each exception once: causes may form a circle. */
final class ThrowableDescriber {

    private final PayloadCap cap;
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int fieldBytesLeft;

    ThrowableDescriber(PayloadCap cap) {
        this.cap = cap;
        this.fieldBytesLeft = (int) Math.min(cap.bytes(), ThrowableData.MAX_FIELDS_ENCODED);
    }

    /** Null for what is left out. */
    ThrowableData describe(Throwable throwable, int depth) {
        if (throwable == null || depth == 0 || seen.size() == ThrowableData.MAX_THROWABLES || !seen.add(throwable)) {
            return null;
        }
        Map<String, byte[]> fields = ThrowableFields.capture(throwable, fieldBytesLeft, cap);
        if (fields != null && fields.size() > ThrowableData.MAX_FIELDS) {
            fields = null;
        }
        if (fields != null) {
            fieldBytesLeft -= ThrowableFields.size(fields);
        }
        return new ThrowableData(ThrowableWire.name(throwable.getClass().getName()), message(throwable), frames(throwable),
                fields,
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
            return message == null ? null : ThrowableWire.cut(message, ThrowableData.MAX_MESSAGE);
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
