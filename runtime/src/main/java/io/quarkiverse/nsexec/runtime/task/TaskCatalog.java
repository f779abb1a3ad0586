package io.quarkiverse.nsexec.runtime.task;

import java.util.List;

import jakarta.inject.Singleton;

import io.quarkiverse.nsexec.runtime.worker.WorkerSettings;

/**
 * All that the build recorded: the tasks, and how to start a worker.
 */
@Singleton
public class TaskCatalog {

    private List<TaskDefinition> tasks = List.of();
    private WorkerSettings worker;

    void fill(List<TaskDefinition> tasks, WorkerSettings worker) {
        this.tasks = List.copyOf(tasks);
        this.worker = worker;
    }

    List<TaskDefinition> tasks() {
        return tasks;
    }

    WorkerSettings worker() {
        return worker;
    }
}
