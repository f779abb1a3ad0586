package io.quarkiverse.nsexec.deployment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

import io.quarkiverse.nsexec.runtime.config.ConfigKeys;
import io.quarkiverse.nsexec.runtime.config.NsexecBuildTimeConfig;
import io.quarkiverse.nsexec.runtime.config.NsexecRunTimeConfig;
import io.quarkiverse.nsexec.runtime.config.ProfileRunTimeConfig;
import io.quarkiverse.nsexec.runtime.config.Profiles;
import io.quarkiverse.nsexec.runtime.config.RunTimeConfigRules;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;
import io.quarkiverse.nsexec.runtime.config.WrittenKeys;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** What the build and the start say of a configuration, without a build and a start. */
public final class ConfigScans {

    private ConfigScans() {
    }

    /** The violations that a build would report for keys and values that alternate. */
    public static SortedSet<String> violations(String... keysAndValues) {
        return scan(config(properties(keysAndValues), Map.of())).violations();
    }

    /** The violations that a build would report, with environment variables. */
    public static SortedSet<String> violations(Map<String, String> environment, String... keysAndValues) {
        return scan(config(properties(keysAndValues), environment)).violations();
    }

    /** The violations that a build would report for keys that are whole. */
    public static SortedSet<String> violationsOfWholeKeys(String... keysAndValues) {
        return scan(config(properties("", keysAndValues), Map.of())).violations();
    }

    /** The run-time keys of the default profile. */
    static ProfileRunTimeConfig runTimeProfile(String... keysAndValues) {
        return config(properties(keysAndValues), Map.of()).getConfigMapping(NsexecRunTimeConfig.class).profiles()
                .get(ConfigKeys.UNNAMED);
    }

    /** The one profile of this name in a configuration that is valid. */
    public static SandboxProfile profile(String name, String... keysAndValues) {
        ConfigScan scan = scan(config(properties(keysAndValues), Map.of()));
        for (SandboxProfile profile : scan.valid()) {
            if (profile.name().equals(name)) {
                return profile;
            }
        }
        throw new AssertionError("no valid profile " + name + " in " + scan.violations());
    }

    /** What happens when an application starts whose build had the first configuration, with the second one. */
    public static Profiles start(List<String> atBuild, Map<String, String> environment, String... atStart) {
        ConfigScan scan = scan(config(properties(atBuild.toArray(new String[0])), Map.of()));
        SmallRyeConfig config = config(properties(atStart), environment);
        return RunTimeConfigRules.check(config.getConfigMapping(NsexecRunTimeConfig.class), scan.valid(),
                WrittenKeys.of(config));
    }

    private static ConfigScan scan(SmallRyeConfig config) {
        return ConfigScan.of(config.getConfigMapping(NsexecBuildTimeConfig.class), WrittenKeys.of(config));
    }

    private static Map<String, String> properties(String... keysAndValues) {
        return properties(ConfigKeys.PREFIX, keysAndValues);
    }

    private static Map<String, String> properties(String prefix, String... keysAndValues) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(prefix + keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    private static SmallRyeConfig config(Map<String, String> properties, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile("test")
                .withSources(new PropertiesConfigSource(properties, "test", 100), new EnvConfigSource(environment, 300))
                .withMapping(NsexecBuildTimeConfig.class)
                .withMapping(NsexecRunTimeConfig.class)
                .withValidateUnknown(false)
                .build();
    }
}
