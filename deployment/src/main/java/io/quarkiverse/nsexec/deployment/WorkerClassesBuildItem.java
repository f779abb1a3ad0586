package io.quarkiverse.nsexec.deployment;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * In test and dev mode: the folder into which classes that exist in memory only are written for the workers.
 */
final class WorkerClassesBuildItem extends SimpleBuildItem {

    private final WorkerClassesFolder folder;

    WorkerClassesBuildItem(WorkerClassesFolder folder) {
        this.folder = folder;
    }

    WorkerClassesFolder folder() {
        return folder;
    }
}
