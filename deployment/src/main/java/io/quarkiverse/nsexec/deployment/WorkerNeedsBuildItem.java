package io.quarkiverse.nsexec.deployment;

import io.quarkus.builder.item.MultiBuildItem;

/**
 * A task together with what its bean needs in a worker. In the order of the tasks.
 */
final class WorkerNeedsBuildItem extends MultiBuildItem {

    private final TaskBuildItem task;
    private final WorkerNeeds needs;

    WorkerNeedsBuildItem(TaskBuildItem task, WorkerNeeds needs) {
        this.task = task;
        this.needs = needs;
    }

    TaskBuildItem task() {
        return task;
    }

    WorkerNeeds needs() {
        return needs;
    }
}
