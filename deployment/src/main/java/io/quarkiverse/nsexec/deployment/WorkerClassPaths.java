package io.quarkiverse.nsexec.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.deployment.builditem.ArchiveRootBuildItem;
import io.quarkus.maven.dependency.ResolvedDependency;

/**
 * What the build knows about the class path of workers.
 */
final class WorkerClassPaths {

    private WorkerClassPaths() {
    }

    /** In test and dev mode: what is in memory only, the application, the libraries. */
    static List<String> inMemory(WorkerClassesBuildItem classes, ArchiveRootBuildItem root, ApplicationModel application) {
        Set<String> paths = new LinkedHashSet<>();
        paths.add(classes.folder().path().toString());
        for (Path path : root.getResolvedPaths()) {
            paths.add(path.toAbsolutePath().toString());
        }
        for (ResolvedDependency dependency : application.getRuntimeDependencies()) {
            for (Path path : dependency.getResolvedPaths()) {
                paths.add(path.toAbsolutePath().toString());
            }
        }
        return List.copyOf(paths);
    }

    /** The names that a fast-jar gives to the libraries, in the order of the class path of the build. */
    static List<String> libraryOrder(ApplicationModel application) {
        List<String> names = new ArrayList<>();
        for (ResolvedDependency dependency : application.getRuntimeDependencies()) {
            for (Path path : dependency.getResolvedPaths()) {
                names.add(dependency.getGroupId() + "." + path.getFileName());
            }
        }
        return names;
    }
}
