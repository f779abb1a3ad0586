package io.quarkiverse.nsexec.deployment;

import org.jboss.jandex.DotName;

/**
 * Names of classes that more than one concern looks for.
 */
final class Names {

    static final DotName OBJECT = DotName.createSimple("java.lang.Object");
    static final DotName ISOLATED = DotName.createSimple("io.quarkiverse.nsexec.Isolated");
    static final DotName NO_CLASS_INTERCEPTORS = DotName.createSimple("io.quarkus.arc.NoClassInterceptors");

    private Names() {
    }

    /** Whether the class belongs to the JDK: what java.*, javax.* and so on name. */
    static boolean isOfTheJdk(DotName name) {
        String text = name.toString();
        return text.startsWith("java.") || text.startsWith("javax.") || text.startsWith("jdk.") || text.startsWith("sun.")
                || text.startsWith("com.sun.") || text.startsWith("org.w3c.dom.") || text.startsWith("org.xml.sax.");
    }
}
