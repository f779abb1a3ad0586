package io.quarkiverse.nsexec.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.quarkus.deployment.util.FileUtil;

/**
 * A folder in the class path of workers with what one application has in memory only. A dev session keeps one over all its
 * reloads: a reload does not generate everything again.
 */
final class WorkerClassesFolder {

    private final Path path;
    private final Set<String> reloaded = new TreeSet<>();
    private final Set<String> kept = new TreeSet<>();

    WorkerClassesFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * Takes in what a build made. The files of the builds before it go as they do in the service: those of the application with
     * each reload, because their class loader is thrown away, those of the libraries with a build from the start only.
     *
     * @param reload whether it was the build of a live reload
     * @param application what belongs to the application: file name in the class path to content
     * @param libraries what was generated for libraries and for Quarkus itself
     */
    void update(boolean reload, Map<String, byte[]> application, Map<String, byte[]> libraries) throws IOException {
        Set<String> stale = new TreeSet<>(reloaded);
        if (!reload) {
            stale.addAll(kept);
            kept.clear();
        }
        reloaded.clear();
        reloaded.addAll(application.keySet());
        kept.addAll(libraries.keySet());
        stale.removeAll(reloaded);
        stale.removeAll(kept);
        for (String name : stale) {
            Files.deleteIfExists(file(name));
        }
        writeAll(libraries);
        writeAll(application);
    }

    void delete() {
        try {
            FileUtil.deleteDirectory(path);
        } catch (IOException e) {
            // the next one that is made sweeps it away
        }
    }

    private void writeAll(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> entry : files.entrySet()) {
            Path file = file(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
    }

    private Path file(String name) throws IOException {
        Path file = path.resolve(name).normalize();
        if (!file.startsWith(path)) {
            throw new IOException("a generated file lies outside the class path: " + name);
        }
        return file;
    }
}
