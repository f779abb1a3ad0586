package io.quarkiverse.nsexec.runtime.config;

import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;

/**
 * The offsets of a time namespace (time_namespaces(7)).
 */
@ConfigGroup
public interface TimeOffsetsConfig {

    /**
     * How far CLOCK_MONOTONIC is ahead of that of the host: a duration above zero, at most `36500d`. Needs a
     * created `time` namespace.
     *
     * Example: `1h`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("none")
    Optional<@PositiveDuration(groups = ConfigChecks.class) String> monotonic();

    /**
     * How far CLOCK_BOOTTIME, and with it the uptime, is ahead of that of the host: a duration above zero, at
     * most `36500d`. Needs a created `time` namespace.
     *
     * Example: `7d`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("none")
    Optional<@PositiveDuration(groups = ConfigChecks.class) String> boottime();
}
