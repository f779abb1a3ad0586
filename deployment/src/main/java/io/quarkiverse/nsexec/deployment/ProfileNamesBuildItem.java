package io.quarkiverse.nsexec.deployment;

import java.util.SortedSet;
import java.util.TreeSet;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The names of the profiles for which build-time configuration exists; the default profile, whose name is empty, always is.
 */
public final class ProfileNamesBuildItem extends SimpleBuildItem {

    private final TreeSet<String> names;

    ProfileNamesBuildItem(Iterable<String> names) {
        this.names = new TreeSet<>();
        names.forEach(this.names::add);
        this.names.add("");
    }

    SortedSet<String> names() {
        return new TreeSet<>(names);
    }
}
