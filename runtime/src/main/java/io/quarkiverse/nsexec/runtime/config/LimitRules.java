package io.quarkiverse.nsexec.runtime.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of the run-time keys of one profile. The constraints on {@link ProfileRunTimeConfig} say the same; at start they
 * are
 * applied directly, as an application need not have an implementation of jakarta.validation.
 */
final class LimitRules {

    /** One array holds a payload, and one such array is already more than most heaps bear. */
    static final long MAX_PAYLOAD = 1L << 30;

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(1);
    private static final int DEFAULT_QUEUE_SIZE = 100;
    private static final long DEFAULT_PAYLOAD = 16L << 20;

    private final List<Finding> findings = new ArrayList<>();

    private LimitRules() {
    }

    /** The limits; where a rule is broken, with the default in that place, and the finding added. */
    static ProfileLimits read(ProfileRunTimeConfig config, List<Finding> findings) {
        LimitRules rules = new LimitRules();
        ProfileLimits limits = new ProfileLimits(
                rules.read("timeout", config.timeout(), Durations::positive, DEFAULT_TIMEOUT),
                rules.read("kill-grace-period", config.killGracePeriod(), Durations::positive, DEFAULT_GRACE),
                rules.read("max-concurrent", config.maxConcurrent(), LimitRules::atLeastOne, defaultConcurrent()),
                rules.read("queue-size", config.queueSize(), LimitRules::atLeastZero, DEFAULT_QUEUE_SIZE),
                rules.read("max-payload", config.maxPayload(), LimitRules::payload, DEFAULT_PAYLOAD));
        findings.addAll(rules.findings);
        return limits;
    }

    private <T> T read(String key, Optional<String> config, ProfileDraft.Parser<T> parser, T byDefault) {
        if (config.isEmpty()) {
            return byDefault;
        }
        String text = Texts.of(config);
        try {
            return parser.parse(text);
        } catch (Refused refused) {
            findings.add(new Finding(key, text, refused.rule(), refused.fix()));
            return byDefault;
        }
    }

    private static int atLeastOne(String text) throws Refused {
        return (int) Numbers.parse(text, 1, Integer.MAX_VALUE);
    }

    private static int atLeastZero(String text) throws Refused {
        return (int) Numbers.parse(text, 0, Integer.MAX_VALUE);
    }

    private static long payload(String text) throws Refused {
        return Numbers.parseSize(text, 1, MAX_PAYLOAD);
    }

    private static int defaultConcurrent() {
        return Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    }
}
