package io.quarkiverse.nsexec.deployment;

import java.util.Optional;

import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * Finds the isolated methods, and checks them.
 */
class TaskProcessor {

    @BuildStep
    void tasks(BeanDiscoveryFinishedBuildItem beans, Optional<ProfileNamesBuildItem> profiles,
            BuildProducer<TaskBuildItem> tasks, BuildProducer<UnremovableBeanBuildItem> unremovable) {
    }
}
