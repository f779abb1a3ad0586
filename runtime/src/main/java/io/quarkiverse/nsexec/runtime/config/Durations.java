package io.quarkiverse.nsexec.runtime.config;

import java.time.Duration;

import io.quarkus.runtime.configuration.DurationConverter;

/**
 * Durations in the forms that Quarkus takes everywhere: {@code 20s}, {@code 500ms}, {@code 1h30m}, {@code PT1M}, or seconds.
 */
public final class Durations {

    /**
     * The longest one. A hundred years fit into a long of nanoseconds, and below what the kernel takes as the offset of a clock
     * (KTIME_SEC_MAX / 2, 146 years, {@code kernel/time/namespace.c}).
     */
    public static final Duration MAX = Duration.ofDays(36_500);

    private Durations() {
    }

    /**
     * A duration above zero, at most {@link #MAX}.
     *
     * @throws IllegalArgumentException for any other text; the message names the rule
     */
    public static Duration parsePositive(String text) {
        try {
            return positive(text);
        } catch (Refused refused) {
            throw new IllegalArgumentException(refused.rule());
        }
    }

    static Duration positive(String text) throws Refused {
        Duration duration = read(text);
        if (duration == null) {
            throw new Refused("must be a duration", "write one such as 20s, 500ms or PT1M");
        }
        if (duration.isZero() || duration.isNegative()) {
            throw new Refused("must be a duration above zero", "write one such as 20s, 500ms or PT1M");
        }
        if (duration.compareTo(MAX) > 0) {
            throw new Refused("must be a duration of at most " + MAX.toDays() + "d", "write a shorter one, such as 20s or 1h");
        }
        return duration;
    }

    private static Duration read(String text) {
        try {
            return DurationConverter.parseDuration(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }
}
