package io.quarkiverse.nsexec.runtime.config;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The keys of the extension, as they are written.
 */
public final class ConfigKeys {

    public static final String PREFIX = "quarkus.nsexec.";

    /** The name of the default profile. */
    public static final String DEFAULT_PROFILE = "";

    /** Under which the mappings keep the default profile: SmallRye Config takes an empty text there for no key at all. */
    public static final String UNNAMED = "<default>";

    static final SortedSet<String> BUILD_TIME = sorted(
            List.of("namespaces", "uid-mappings", "gid-mappings", "setgroups", "user",
                    "group", "additional-groups", "oom-score-adj", "hostname", "domainname", "time-offsets.monotonic",
                    "time-offsets.boottime", "working-directory", "inherit-environment"));

    static final SortedSet<String> RUN_TIME = sorted(
            List.of("timeout", "kill-grace-period", "max-concurrent", "queue-size", "max-payload"));

    /** Those of them that a source may also spell with an index, {@code namespaces[0]}. */
    static final SortedSet<String> LISTS = sorted(
            List.of("namespaces", "uid-mappings", "gid-mappings", "additional-groups", "inherit-environment"));

    /** Keys below which names follow. */
    static final SortedSet<String> MAPS = sorted(List.of("join", "environment"));

    /** Keys of later versions: no profile may take their names, or it could not be kept then. */
    static final SortedSet<String> LATER = sorted(List.of("capabilities", "cgroup", "id-range", "limits", "mode", "mounts",
            "no-new-privileges", "prepared", "rlimits", "root-filesystem", "seccomp", "sysctls", "worker"));

    /** The first segments of all of them: what no profile can be named. */
    static final SortedSet<String> RESERVED = reserved();

    private ConfigKeys() {
    }

    /** Whether a name cannot be that of a profile, as it is that of a key. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** The key of a profile in the maps of the mappings. */
    public static String mappingKey(String profile) {
        return profile.equals(DEFAULT_PROFILE) ? UNNAMED : profile;
    }

    /** The key of a profile as its author wrote it: {@code quarkus.nsexec.user} or {@code quarkus.nsexec."name".user}. */
    public static String of(String profile, String key) {
        return profile.equals(DEFAULT_PROFILE) ? PREFIX + key : PREFIX + quoted(profile) + "." + key;
    }

    static String join(String namespace) {
        return "join." + quoted(namespace);
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }

    private static SortedSet<String> reserved() {
        TreeSet<String> names = new TreeSet<>(LATER);
        for (Set<String> keys : List.of(BUILD_TIME, RUN_TIME, MAPS)) {
            for (String key : keys) {
                int dot = key.indexOf('.');
                names.add(dot < 0 ? key : key.substring(0, dot));
            }
        }
        return Collections.unmodifiableSortedSet(names);
    }

    private static SortedSet<String> sorted(Collection<String> keys) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(keys));
    }
}
