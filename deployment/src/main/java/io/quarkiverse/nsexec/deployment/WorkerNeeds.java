package io.quarkiverse.nsexec.deployment;

import java.util.List;
import java.util.SortedSet;

/**
 * What the bean of a task needs inside a worker.
 *
 * @param container whether it needs the container: something is injected, or something happens around its construction
 * @param properties names of the configuration properties that reachable injection points need
 * @param prefixes prefixes below which all properties are needed (configuration mappings, maps)
 * @param mappings configuration mapping classes to register, each as {@code class:prefix}
 * @param violations injection points that cannot exist in a worker, each with the path to it
 */
record WorkerNeeds(boolean container, SortedSet<String> properties, SortedSet<String> prefixes, SortedSet<String> mappings,
        List<String> violations) {
}
