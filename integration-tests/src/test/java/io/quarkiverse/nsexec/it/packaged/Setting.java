package io.quarkiverse.nsexec.it.packaged;

import java.util.stream.Stream;

/**
 * One way to start the service.
 *
 * @param jdk feature release of the JDK
 * @param unprivileged whether as an unprivileged user; otherwise as the user of the tests
 */
record Setting(Packaging packaging, int jdk, boolean unprivileged) {

    static Stream<Setting> all() {
        return Stream.of(
                new Setting(Packaging.FAST_JAR, 17, false),
                new Setting(Packaging.FAST_JAR, 17, true),
                new Setting(Packaging.FAST_JAR, 25, false),
                new Setting(Packaging.FAST_JAR, 25, true),
                new Setting(Packaging.UBER_JAR, 17, false));
    }

    static Stream<Setting> usual() {
        return Stream.of(new Setting(Packaging.FAST_JAR, 17, false), new Setting(Packaging.FAST_JAR, 17, true));
    }

    @Override
    public String toString() {
        return packaging + ", JDK " + jdk + (unprivileged ? ", unprivileged" : "");
    }
}
