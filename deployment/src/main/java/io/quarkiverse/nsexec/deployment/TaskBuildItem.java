package io.quarkiverse.nsexec.deployment;

import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.builder.item.MultiBuildItem;

/**
 * A valid isolated method. Produced in the order of the ids.
 */
public final class TaskBuildItem extends MultiBuildItem {

    private final TaskInfo task;
    private final BeanInfo bean;

    TaskBuildItem(TaskInfo task, BeanInfo bean) {
        this.task = task;
        this.bean = bean;
    }

    TaskInfo task() {
        return task;
    }

    BeanInfo bean() {
        return bean;
    }
}
