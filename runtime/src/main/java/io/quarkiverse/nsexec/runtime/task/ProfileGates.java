package io.quarkiverse.nsexec.runtime.task;

import java.util.Map;
import java.util.TreeMap;

/**
 * The gates of all profiles. Java tasks and commands of one profile share its gate.
 */
public final class ProfileGates {

    private final Map<String, ProfileGate> gates = new TreeMap<>();

    public ProfileGates(ProfileRegistry profiles) {
        for (String name : profiles.names()) {
            gates.put(name, new ProfileGate(name, profiles.limits(name)));
        }
    }

    /** The gate of a profile; null for an unknown name. */
    public ProfileGate gate(String profile) {
        return gates.get(profile);
    }
}
