package io.quarkiverse.nsexec.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkiverse.nsexec.runtime.config.ConfigKeys;
import io.quarkiverse.nsexec.runtime.config.KeyRules;
import io.quarkiverse.nsexec.runtime.config.NsexecBuildTimeConfig;
import io.quarkiverse.nsexec.runtime.config.ProfileBuildTimeConfig;
import io.quarkiverse.nsexec.runtime.config.ProfileReader;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;
import io.quarkiverse.nsexec.runtime.config.WrittenKeys;

/**
 * What the configuration says: the profiles, and every rule that it breaks. Pure, so that the rules can be tried without a
 * build.
 *
 * @param names all profiles, also those that break rules; the default profile's name is empty
 * @param valid the profiles that break no rule, by name
 * @param violations the broken rules
 */
record ConfigScan(SortedSet<String> names, List<SandboxProfile> valid, SortedSet<String> violations) {

    static ConfigScan of(NsexecBuildTimeConfig config, WrittenKeys written) {
        SortedMap<String, ProfileBuildTimeConfig> profiles = profiles(config);
        SortedSet<String> names = new TreeSet<>(profiles.keySet());
        SortedSet<String> violations = new TreeSet<>(KeyRules.whileBuilding(written, names));
        List<SandboxProfile> valid = new ArrayList<>();
        try (ConfigValidator validator = new ConfigValidator()) {
            for (Map.Entry<String, ProfileBuildTimeConfig> profile : profiles.entrySet()) {
                Set<String> found = validator.violations(profile.getKey(), profile.getValue());
                violations.addAll(found);
                if (found.isEmpty()) {
                    valid.add(ProfileReader.read(profile.getKey(), profile.getValue()));
                }
            }
        }
        return new ConfigScan(names, valid, violations);
    }

    private static SortedMap<String, ProfileBuildTimeConfig> profiles(NsexecBuildTimeConfig config) {
        SortedMap<String, ProfileBuildTimeConfig> profiles = new TreeMap<>();
        for (Map.Entry<String, ProfileBuildTimeConfig> entry : config.profiles().entrySet()) {
            // join.user is the user namespace to join, not the user of a profile of that name
            if (!entry.getKey().equals(ConfigKeys.UNNAMED) && !ConfigKeys.isReserved(entry.getKey())) {
                profiles.put(entry.getKey(), entry.getValue());
            }
        }
        // a map with defaults: it is there even where nothing is set
        profiles.put(ConfigKeys.DEFAULT_PROFILE, config.profiles().get(ConfigKeys.UNNAMED));
        return profiles;
    }
}
