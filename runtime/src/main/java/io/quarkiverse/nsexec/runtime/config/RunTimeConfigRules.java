package io.quarkiverse.nsexec.runtime.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Checks the run-time keys when the application starts, and reads them.
 */
public final class RunTimeConfigRules {

    private RunTimeConfigRules() {
    }

    /**
     * The profiles with their limits.
     *
     * @param config the run-time keys
     * @param sandboxes all profiles, as they were fixed while the application was built
     * @param written the keys of all sources
     * @throws ConfigurationException naming every violation
     */
    public static Profiles check(NsexecRunTimeConfig config, Collection<SandboxProfile> sandboxes, WrittenKeys written) {
        Map<String, ProfileRunTimeConfig> configs = config.profiles();
        List<String> violations = new ArrayList<>();
        SortedMap<String, SandboxProfile> byName = new TreeMap<>();
        SortedMap<String, ProfileLimits> limits = new TreeMap<>();
        for (SandboxProfile sandbox : sandboxes) {
            byName.put(sandbox.name(), sandbox);
            // a map with defaults: there is one for each name
            limits.put(sandbox.name(), read(sandbox.name(), configs.get(ConfigKeys.mappingKey(sandbox.name())), violations));
        }
        SortedSet<String> known = new TreeSet<>(byName.keySet());
        violations.addAll(KeyRules.atStart(written, known));
        for (String profile : configs.keySet()) {
            // by the name of an environment variable; all others are reported under the key as it is written
            if (!isKnown(profile, known) && !written.name(profile)) {
                violations.add(Violations.text(ConfigKeys.of(profile, "*"), KeyRules.unknownAtStart(profile, known).text()));
            }
        }
        Violations.failOnAny(violations);
        return new Profiles(byName, limits);
    }

    /** A reserved name is that of a key, such as environment."timeout". */
    private static boolean isKnown(String profile, SortedSet<String> known) {
        return known.contains(profile) || profile.equals(ConfigKeys.UNNAMED) || ConfigKeys.isReserved(profile);
    }

    private static ProfileLimits read(String name, ProfileRunTimeConfig config, List<String> violations) {
        List<Finding> findings = new ArrayList<>();
        ProfileLimits limits = LimitRules.read(config, findings);
        for (Finding finding : findings) {
            violations.add(Violations.text(ConfigKeys.of(name, finding.key()), finding.text()));
        }
        return limits;
    }
}
