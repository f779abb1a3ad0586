package io.quarkiverse.nsexec.deployment;

import java.util.List;
import java.util.SortedSet;

import io.quarkiverse.nsexec.runtime.config.SandboxProfile;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The profiles of the application.
 */
final class ProfilesBuildItem extends SimpleBuildItem {

    private final SortedSet<String> names;
    private final List<SandboxProfile> valid;

    ProfilesBuildItem(SortedSet<String> names, List<SandboxProfile> valid) {
        this.names = names;
        this.valid = valid;
    }

    /** The names of all, also of those that break rules; the default profile's is empty. */
    SortedSet<String> names() {
        return names;
    }

    /** Those that break no rule, by name. */
    List<SandboxProfile> valid() {
        return valid;
    }
}
