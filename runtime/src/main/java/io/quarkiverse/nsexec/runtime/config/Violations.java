package io.quarkiverse.nsexec.runtime.config;

import java.util.Collection;
import java.util.TreeSet;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The one report of all broken rules, in the same words while the application is built and when it starts.
 */
public final class Violations {

    private Violations() {
    }

    /** One violation: the key as its author wrote it, and the rest, which begins with the value. */
    public static String text(String key, String finding) {
        return Texts.printable(key) + " = " + finding;
    }

    /**
     * Reports all violations, sorted, each once.
     *
     * @throws ConfigurationException if there is one
     */
    public static void failOnAny(Collection<String> violations) {
        if (violations.isEmpty()) {
            return;
        }
        TreeSet<String> sorted = new TreeSet<>(violations);
        StringBuilder report = new StringBuilder("Quarkus Nsexec: ")
                .append(sorted.size()).append(sorted.size() == 1 ? " rule is broken:" : " rules are broken:");
        for (String violation : sorted) {
            report.append("\n  - ").append(violation);
        }
        throw new ConfigurationException(report.toString());
    }
}
