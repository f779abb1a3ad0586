package io.quarkiverse.nsexec.it.packaged;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One way to start the service.
 *
 * @param jdk feature release of the JDK
 * @param unprivileged whether as an unprivileged user; otherwise as the user of the tests
 */
record Setting(Packaging packaging, int jdk, boolean unprivileged) {

    /** The JDK that runs the tests, which is there for sure. */
    static final int CURRENT_JDK = Runtime.version().feature();

    /** Each user on each JDK, and each packaging at least once. */
    static Stream<Setting> all() {
        Stream.Builder<Setting> settings = Stream.builder();
        for (int jdk : new TreeSet<>(Arrays.asList(CURRENT_JDK, 17, 25))) {
            settings.add(new Setting(Packaging.FAST_JAR, jdk, false));
            settings.add(new Setting(Packaging.FAST_JAR, jdk, true));
        }
        settings.add(new Setting(Packaging.UBER_JAR, CURRENT_JDK, false));
        return settings.build();
    }

    /** Each user. */
    static Stream<Setting> usual() {
        return Stream.of(current(), new Setting(Packaging.FAST_JAR, CURRENT_JDK, true));
    }

    /** For what does not depend on the setting. */
    static Setting current() {
        return new Setting(Packaging.FAST_JAR, CURRENT_JDK, false);
    }

    @Override
    public String toString() {
        return packaging + ", JDK " + jdk + (unprivileged ? ", unprivileged" : "");
    }
}
