package io.quarkiverse.nsexec.runtime.config;

import java.util.StringJoiner;

/**
 * The kinds of namespaces, as the configuration names them.
 */
final class Namespaces {

    private Namespaces() {
    }

    static Namespace named(String text) throws Refused {
        Namespace namespace = Namespace.ofKey(text);
        if (namespace == null) {
            throw new Refused("there is no namespace of this name", "use one of " + all());
        }
        return namespace;
    }

    static String all() {
        StringJoiner names = new StringJoiner(", ");
        for (Namespace namespace : Namespace.values()) {
            names.add(namespace.key());
        }
        return names.toString();
    }
}
