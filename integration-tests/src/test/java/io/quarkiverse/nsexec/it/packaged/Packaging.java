package io.quarkiverse.nsexec.it.packaged;

import java.nio.file.Path;

/**
 * The ways in which the service is packaged here.
 */
enum Packaging {

    FAST_JAR("packaged.fast-jar", "quarkus-run.jar"),
    UBER_JAR("packaged.uber-jar", "inspector-runner.jar");

    private final String property;
    private final String jar;

    Packaging(String property, String jar) {
        this.property = property;
        this.jar = jar;
    }

    /** Where the build has put it. */
    Path folder() {
        return Path.of(System.getProperty(property));
    }

    /** What is started, below that folder. */
    String jar() {
        return jar;
    }
}
