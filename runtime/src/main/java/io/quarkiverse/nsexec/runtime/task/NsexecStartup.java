package io.quarkiverse.nsexec.runtime.task;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.nsexec.runtime.config.Violations;
import io.quarkiverse.nsexec.runtime.launch.LauncherHolder;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * What is done when the service starts: timeouts that were expressions at build time are checked, and the native binding is
 * loaded off the request path. No process is started before the first call.
 */
@Singleton
public class NsexecStartup {

    void start(@Observes StartupEvent event, TaskCatalog catalog, LauncherHolder launcher) {
        List<String> violations = new ArrayList<>();
        for (TaskDefinition task : catalog.tasks()) {
            try {
                if (!task.getTimeout().isEmpty()) {
                    TaskTimeout.of(task);
                }
            } catch (ConfigurationException e) {
                violations.add(e.getMessage());
            }
        }
        Violations.failOnAny(violations);
        if (!catalog.tasks().isEmpty()) {
            launcher.launcher().prepareAsync();
        }
    }
}
