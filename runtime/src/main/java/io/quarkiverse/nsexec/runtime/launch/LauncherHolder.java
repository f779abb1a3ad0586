package io.quarkiverse.nsexec.runtime.launch;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/**
 * The application's launcher, shut down with the application.
 */
@Singleton
public class LauncherHolder {

    private final Launcher launcher = new Launcher();

    /** The launcher; nothing is started by getting it. */
    public Launcher launcher() {
        return launcher;
    }

    @PreDestroy
    void close() {
        launcher.close();
    }
}
