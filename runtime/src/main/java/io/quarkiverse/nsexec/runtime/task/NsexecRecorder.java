package io.quarkiverse.nsexec.runtime.task;

import java.util.List;

import io.quarkiverse.nsexec.runtime.worker.WorkerSettings;
import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.runtime.annotations.Recorder;

/**
 * Carries what the build found out into the application.
 */
@Recorder
public class NsexecRecorder {

    public void fill(BeanContainer container, List<TaskDefinition> tasks, WorkerSettings worker) {
        container.beanInstance(TaskCatalog.class).fill(tasks, worker);
    }
}
