package io.quarkiverse.nsexec.runtime.worker;

import java.util.List;

import io.quarkus.runtime.annotations.RecordableConstructor;

/**
 * What the build knows about workers.
 */
public final class WorkerSettings {

    private final String applicationClass;
    private final List<String> jvmOptions;
    private final List<String> classPath;
    private final List<String> libraryOrder;

    /**
     * @param applicationClass the generated application class
     * @param jvmOptions options that the application's libraries need, such as {@code --add-opens=...}
     * @param classPath the class path in test and dev mode, where nothing is packaged; empty in a packaged application
     * @param libraryOrder the file names of a packaged application's libraries in the order of the build's class path
     */
    @RecordableConstructor
    public WorkerSettings(String applicationClass, List<String> jvmOptions, List<String> classPath, List<String> libraryOrder) {
        this.applicationClass = applicationClass;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.classPath = List.copyOf(classPath);
        this.libraryOrder = List.copyOf(libraryOrder);
    }

    public String getApplicationClass() {
        return applicationClass;
    }

    public List<String> getJvmOptions() {
        return jvmOptions;
    }

    public List<String> getClassPath() {
        return classPath;
    }

    public List<String> getLibraryOrder() {
        return libraryOrder;
    }
}
