package io.quarkiverse.nsexec.runtime.worker;

/**
 * Why a worker gives no answer of the task; the first character of a refusal, before its text.
 */
public enum Refusal {

    /** What crosses is too large or does not fit. */
    PAYLOAD('P'),
    /** The task's bean could not be made. */
    START('S');

    private final char mark;

    Refusal(char mark) {
        this.mark = mark;
    }

    char mark() {
        return mark;
    }

    /** The refusal that this text begins with; null where it is none. */
    public static Refusal of(String text) {
        for (Refusal refusal : values()) {
            if (!text.isEmpty() && text.charAt(0) == refusal.mark) {
                return refusal;
            }
        }
        return null;
    }
}
