package io.quarkiverse.nsexec.runtime.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
     * @param sandboxes all profiles, as they were fixed while the application was built
     * @throws ConfigurationException naming every violation
     */
    public static Profiles check(NsexecRunTimeConfig config, Collection<SandboxProfile> sandboxes) {
        Map<String, ProfileRunTimeConfig> configs = config.profiles();
        List<String> violations = new ArrayList<>();
        SortedMap<String, SandboxProfile> byName = new TreeMap<>();
        SortedMap<String, ProfileLimits> limits = new TreeMap<>();
        for (SandboxProfile sandbox : sandboxes) {
            byName.put(sandbox.name(), sandbox);
            // a map with defaults: there is one for each name
            limits.put(sandbox.name(), read(sandbox.name(), configs.get(ConfigKeys.mappingKey(sandbox.name())), violations));
        }
        Violations.failOnAny(violations);
        return new Profiles(byName, limits);
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
