package io.quarkiverse.nsexec.deployment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CuratedApplicationShutdownBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.GeneratedFileSystemResourceBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.LiveReloadBuildItem;
import io.quarkus.deployment.builditem.TransformedClassesBuildItem;
import io.quarkus.runtime.LaunchMode;

/**
 * In test and dev mode generated and transformed classes are in memory only; a worker is another process, so they are written
 * to a folder, which goes first in its class path.
 */
class WorkerClassesProcessor {

    @BuildStep(onlyIfNot = IsProduction.class)
    WorkerClassesBuildItem folder(LaunchModeBuildItem mode, LiveReloadBuildItem reload,
            CuratedApplicationShutdownBuildItem shutdown) throws IOException {
        boolean dev = mode.getLaunchMode() == LaunchMode.DEVELOPMENT;
        WorkerClassesFolder folder = dev ? reload.getContextObject(WorkerClassesFolder.class) : null;
        if (folder == null) {
            folder = new WorkerClassesFolders(Path.of(System.getProperty("java.io.tmpdir"))).make();
            shutdown.addCloseTask(folder::delete, true); // true: also when this is not the first build
            if (dev) {
                reload.setContextObject(WorkerClassesFolder.class, folder);
            }
        }
        return new WorkerClassesBuildItem(folder);
    }

    /**
     * @param order orders this step among those that such a build runs; nothing is produced
     */
    @BuildStep(onlyIfNot = IsProduction.class)
    void write(WorkerClassesBuildItem folder, LiveReloadBuildItem reload, List<GeneratedClassBuildItem> generated,
            List<GeneratedResourceBuildItem> resources, TransformedClassesBuildItem transformed,
            BuildProducer<GeneratedFileSystemResourceBuildItem> order) throws IOException {
        Map<String, byte[]> application = new TreeMap<>();
        Map<String, byte[]> libraries = new TreeMap<>();
        for (GeneratedResourceBuildItem resource : resources) {
            application.put(resource.getName(), resource.getData());
        }
        for (GeneratedClassBuildItem type : generated) {
            Map<String, byte[]> owner = type.isApplicationClass() ? application : libraries;
            owner.put(type.internalName() + ".class", DevStartupTasks.forWorker(type));
        }
        for (Set<TransformedClassesBuildItem.TransformedClass> types : transformed.getTransformedClassesByJar().values()) {
            for (TransformedClassesBuildItem.TransformedClass type : types) {
                if (type.getData() != null) {
                    application.put(type.getFileName(), type.getData());
                }
            }
        }
        folder.folder().update(reload.isLiveReload(), application, libraries);
    }
}
