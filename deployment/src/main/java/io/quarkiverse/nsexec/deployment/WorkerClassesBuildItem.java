package io.quarkiverse.nsexec.deployment;

import java.nio.file.Path;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * In test and dev mode: the folder into which classes that exist in memory only are written for the workers.
 */
final class WorkerClassesBuildItem extends SimpleBuildItem {

    private final Path folder;

    WorkerClassesBuildItem(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }
}
