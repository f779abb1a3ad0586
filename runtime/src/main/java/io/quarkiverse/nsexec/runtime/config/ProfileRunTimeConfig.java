package io.quarkiverse.nsexec.runtime.config;

import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;

/**
 * The limits of one profile.
 */
@ConfigGroup
public interface ProfileRunTimeConfig {

    /**
     * The longest time that one task may take, from the moment it leaves the queue: a duration above zero, at
     * most `36500d`. A task that takes longer is killed, and its caller gets a `TaskTimeoutException`. The
     * timeout of an annotation wins over this one.
     *
     * Example: `20s`, `500ms`, `PT1M30S`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("60s")
    Optional<@PositiveDuration(groups = ConfigChecks.class) String> timeout();

    /**
     * How long an external command has, once it is told to end by SIGTERM, before SIGKILL ends it: a duration
     * above zero, at most `36500d`.
     *
     * Example: `5s`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("1s")
    Optional<@PositiveDuration(groups = ConfigChecks.class) String> killGracePeriod();

    /**
     * How many tasks of this profile run at the same time: a whole number, 1 or more.
     *
     * Example: `16`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("twice the number of processors, at least 4")
    Optional<@WholeNumber(min = 1, groups = ConfigChecks.class) String> maxConcurrent();

    /**
     * How many tasks of this profile may wait for a free place: a whole number, 0 or more. Where that many
     * wait already, a call ends at once in a `TaskRejectedException`; with 0 nothing ever waits.
     *
     * Example: `20`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("100")
    Optional<@WholeNumber(min = 0, groups = ConfigChecks.class) String> queueSize();

    /**
     * The largest request or response of a Java task, encoded: a number of bytes, or one with the suffix `K`,
     * `M` or `G` (powers of 1024); from 1 to `1G`. A larger one ends in a `PayloadException`.
     *
     * Example: `64M`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("16M")
    Optional<@ByteSize(min = 1, max = LimitRules.MAX_PAYLOAD, groups = ConfigChecks.class) String> maxPayload();
}
