package io.quarkiverse.nsexec.runtime.config;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All profiles of the application, valid: the isolation settings as they were fixed while it was built, and the limits as they
 * were set when it started. The default profile has the empty name and is always there.
 */
public final class Profiles {

    private final SortedMap<String, SandboxProfile> sandboxes;
    private final SortedMap<String, ProfileLimits> limits;

    Profiles(SortedMap<String, SandboxProfile> sandboxes, SortedMap<String, ProfileLimits> limits) {
        this.sandboxes = Collections.unmodifiableSortedMap(new TreeMap<>(sandboxes));
        this.limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
    }

    /** The names, sorted; the default profile's is empty. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(sandboxes.keySet()));
    }

    /**
     * The isolation settings of a profile.
     *
     * @throws IllegalArgumentException for a name without a profile
     */
    public SandboxProfile sandbox(String name) {
        return known(sandboxes, name);
    }

    /**
     * The limits of a profile.
     *
     * @throws IllegalArgumentException for a name without a profile
     */
    public ProfileLimits limits(String name) {
        return known(limits, name);
    }

    private static <T> T known(Map<String, T> byName, String name) {
        T found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no isolation profile \"" + name + "\"; known are " + byName.keySet());
        }
        return found;
    }
}
