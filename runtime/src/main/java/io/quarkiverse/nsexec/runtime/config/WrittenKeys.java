package io.quarkiverse.nsexec.runtime.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;

/**
 * The keys of the extension as somebody wrote them into a source of the configuration.
 */
public final class WrittenKeys {

    /**
     * @param written the whole key, with the configuration profile that it is for
     * @param name the part below the prefix
     * @param active whether it is in force: without a configuration profile, or for one that is active
     * @param value the text as it is written: what its expressions stand for may be a secret
     * @param inForce the text that is in force under this name, empty where the key is not active
     * @param resolved whether there is such a text: an expression in it may name what is set nowhere
     */
    record Key(String written, String name, boolean active, String value, String inForce, boolean resolved) {
    }

    private final List<Key> keys;
    private final List<Key> fromEnvironment;

    private WrittenKeys(List<Key> keys, List<Key> fromEnvironment) {
        this.keys = Collections.unmodifiableList(keys);
        this.fromEnvironment = Collections.unmodifiableList(fromEnvironment);
    }

    /** All but names of environment variables: they cannot tell a dot from a dash, so what they spell cannot be judged. */
    List<Key> all() {
        return keys;
    }

    /** Environment variables, by the names under which the configuration lists them. */
    List<Key> fromEnvironment() {
        return fromEnvironment;
    }

    /** Whether a key begins with this name. */
    boolean name(String profile) {
        for (Key key : keys) {
            if (KeyName.split(key.name()).get(0).text().equals(profile)) {
                return true;
            }
        }
        return false;
    }

    /** All keys below the extension's prefix, sorted. */
    public static WrittenKeys of(SmallRyeConfig config) {
        return new WrittenKeys(keys(config, false), keys(config, true));
    }

    private static List<Key> keys(SmallRyeConfig config, boolean fromEnvironment) {
        SortedMap<String, String> written = new TreeMap<>();
        for (ConfigSource source : config.getConfigSources()) {
            if (source instanceof EnvConfigSource != fromEnvironment) {
                continue;
            }
            for (String name : source.getPropertyNames()) {
                if (name.contains(ConfigKeys.PREFIX)) {
                    String value = source.getValue(name);
                    // the sources come by their rank: the first one wins
                    written.putIfAbsent(name, value == null ? "" : value);
                }
            }
        }
        List<Key> keys = new ArrayList<>();
        for (Map.Entry<String, String> entry : written.entrySet()) {
            addKey(entry.getKey(), entry.getValue(), config, keys);
        }
        return keys;
    }

    private static void addKey(String written, String value, SmallRyeConfig config, List<Key> keys) {
        String name = written;
        boolean active = true;
        if (written.startsWith("%")) {
            int end = written.indexOf('.');
            name = written.substring(end + 1);
            active = isActive(written.substring(1, Math.max(end, 1)), config.getProfiles());
        }
        if (name.startsWith(ConfigKeys.PREFIX)) {
            String inForce = active ? inForce(name, config) : "";
            keys.add(new Key(written, name.substring(ConfigKeys.PREFIX.length()), active, value,
                    inForce == null ? "" : inForce, inForce != null));
        }
    }

    /** {@code dev}, or {@code {dev,test}}. */
    private static boolean isActive(String profiles, List<String> active) {
        String names = profiles.startsWith("{") && profiles.endsWith("}") ? profiles.substring(1, profiles.length() - 1)
                : profiles;
        return !Collections.disjoint(Arrays.asList(names.split("\\s*,\\s*")), active);
    }

    private static String inForce(String name, SmallRyeConfig config) {
        ConfigValue value = config.getConfigValue(name);
        return value == null ? null : value.getValue();
    }
}
