package io.quarkiverse.nsexec.runtime.task;

import java.util.Set;

import io.quarkiverse.nsexec.runtime.config.ProfileLimits;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;

/**
 * The profiles of the application; the default one has an empty name.
 */
public interface ProfileRegistry {

    /** The isolation settings; null for an unknown name. */
    SandboxProfile profile(String name);

    /** The limits; null for an unknown name. */
    ProfileLimits limits(String name);

    /** All names, sorted. */
    Set<String> names();
}
