package io.quarkiverse.nsexec.runtime.task;

import java.nio.charset.StandardCharsets;

import io.quarkiverse.nsexec.IsolationException;
import io.quarkiverse.nsexec.PayloadException;
import io.quarkiverse.nsexec.runtime.payload.Frame;
import io.quarkiverse.nsexec.runtime.payload.ThrowableData;
import io.quarkiverse.nsexec.runtime.worker.Refusal;

/**
 * What a worker answered, as the caller is to see it. The worker is the hostile side.
 */
final class TaskAnswer {

    /** Characters of a refusal that are shown. */
    private static final int MAX_TEXT = 2000;

    private TaskAnswer() {
    }

    /**
     * The result of the method.
     *
     * @param caller the caller's stack, for an exception of the task
     * @throws Throwable the task's exception, or an {@link IsolationException}
     */
    static Object read(Task task, Frame answer, StackTraceElement[] caller) throws Throwable {
        switch (answer.kind()) {
            case RESULT:
                return task.codec.decodeResult(answer.body());
            case THROWN:
                throw task.rebuilder.rebuild(ThrowableData.decode(answer.body()), caller);
            default:
                throw refusal(task, new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    private static IsolationException refusal(Task task, String text) {
        Refusal refusal = Refusal.of(text);
        String reason = refusal == null ? text : text.substring(1);
        reason = printable(reason.length() > MAX_TEXT ? reason.substring(0, MAX_TEXT) + "..." : reason);
        if (refusal == Refusal.PAYLOAD) {
            return new PayloadException(task.definition.getId() + ": " + reason);
        }
        return new IsolationException("The worker could not start " + task.definition.getId() + ": " + reason);
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) ? ' ' : c);
        }
        return out.toString();
    }
}
