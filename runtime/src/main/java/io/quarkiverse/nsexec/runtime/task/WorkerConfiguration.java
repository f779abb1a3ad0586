package io.quarkiverse.nsexec.runtime.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.microprofile.config.ConfigProvider;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SecretKeys;
import io.smallrye.config.SmallRyeConfig;

/**
 * The values of those configuration properties that a task's injection points need, as the service sees them. Nothing else
 * crosses.
 */
final class WorkerConfiguration {

    /** Which configuration profiles are active is no secret, and the application's own files are read by it. */
    private static final String CONFIG_PROFILE = "quarkus.profile";

    private WorkerConfiguration() {
    }

    static Map<String, String> of(TaskDefinition task) {
        SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        Map<String, String> values = new TreeMap<>();
        List<String> profiles = new ArrayList<>(config.getProfiles()); // the last named one first
        Collections.reverse(profiles);
        values.put(CONFIG_PROFILE, String.join(",", profiles));
        SecretKeys.doUnlocked(() -> {
            for (String name : task.getProperties()) {
                add(values, config, name);
            }
            for (String mapping : task.getMappings()) {
                addMapped(values, config, mapping);
            }
            for (String name : config.getPropertyNames()) {
                if (isBelow(name, task)) {
                    add(values, config, name);
                }
            }
        });
        return values;
    }

    private static void add(Map<String, String> values, SmallRyeConfig config, String name) {
        ConfigValue value = config.getConfigValue(name);
        if (value.getValue() != null) {
            values.put(name, literal(value.getValue()));
        }
    }

    /** By the mapping's own names too: an environment variable alone does not tell the name of its property. */
    private static void addMapped(Map<String, String> values, SmallRyeConfig config, String mapping) {
        int colon = mapping.indexOf(':');
        Class<?> type;
        try {
            type = Class.forName(mapping.substring(0, colon), false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The configuration mapping " + mapping + " of the build is not on the class path",
                    e);
        }
        for (String name : new ConfigClass(type, mapping.substring(colon + 1)).getProperties().keySet()) {
            if (name.indexOf('*') < 0) {
                add(values, config, name);
            }
        }
    }

    private static boolean isBelow(String name, TaskDefinition task) {
        for (String prefix : task.getPrefixes()) {
            if (prefix.isEmpty() || name.startsWith(prefix + ".") || name.startsWith(prefix + "[") || name.equals(prefix)) {
                return true;
            }
        }
        for (String property : task.getProperties()) {
            if (name.startsWith(property + "[")) { // an element of a list
                return true;
            }
        }
        return false;
    }

    /** The value is resolved; the worker must not take what is in it for an expression. */
    private static String literal(String value) {
        return value.replace("$", "\\$");
    }
}
