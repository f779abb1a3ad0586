package io.quarkiverse.nsexec.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CuratedApplicationShutdownBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.GeneratedFileSystemResourceBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.TransformedClassesBuildItem;
import io.quarkus.deployment.util.FileUtil;

/**
 * In test and dev mode generated and transformed classes are in memory only; a worker is another process, so they are written
 * to a
 * folder, which goes first in its class path.
 */
class WorkerClassesProcessor {

    @BuildStep(onlyIfNot = IsProduction.class)
    WorkerClassesBuildItem folder(CuratedApplicationShutdownBuildItem shutdown) throws IOException {
        Path folder = Files.createTempDirectory("nsexec-classes-");
        shutdown.addCloseTask(() -> delete(folder), false);
        return new WorkerClassesBuildItem(folder);
    }

    /**
     * @param order orders this step among those that such a build runs; nothing is produced
     */
    @BuildStep(onlyIfNot = IsProduction.class)
    void write(WorkerClassesBuildItem folder, List<GeneratedClassBuildItem> generated,
            List<GeneratedResourceBuildItem> resources, TransformedClassesBuildItem transformed,
            BuildProducer<GeneratedFileSystemResourceBuildItem> order) throws IOException {
        for (GeneratedResourceBuildItem resource : resources) {
            write(folder.folder(), resource.getName(), resource.getData());
        }
        for (GeneratedClassBuildItem type : generated) {
            write(folder.folder(), type.internalName() + ".class", type.getClassData());
        }
        for (Set<TransformedClassesBuildItem.TransformedClass> types : transformed.getTransformedClassesByJar().values()) {
            for (TransformedClassesBuildItem.TransformedClass type : types) {
                if (type.getData() != null) {
                    write(folder.folder(), type.getFileName(), type.getData());
                }
            }
        }
    }

    private static void write(Path folder, String name, byte[] data) throws IOException {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("a generated file lies outside the class path: " + name);
        }
        Files.createDirectories(file.getParent());
        Files.write(file, data);
    }

    private static void delete(Path folder) {
        try {
            FileUtil.deleteDirectory(folder);
        } catch (IOException e) {
            // a temporary folder that the system clears
        }
    }
}
