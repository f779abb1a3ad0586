package io.quarkiverse.nsexec.runtime.worker;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a worker finds the application's classes: flat, in the order transformed, generated, application, libraries. With
 * libraries first, classes that Quarkus transformed would be found untransformed (a generated client proxy then meets a final
 * method).
 */
final class WorkerClassPath {

    private WorkerClassPath() {
    }

    /** Absolute paths, in order. */
    static List<String> of(WorkerSettings settings) {
        if (!settings.getClassPath().isEmpty()) {
            return settings.getClassPath();
        }
        Path fastJar = fastJarRoot();
        try {
            return fastJar == null ? ofJvm() : ofFastJar(fastJar, settings.getLibraryOrder());
        } catch (IOException e) {
            throw new IllegalStateException("The class path of workers cannot be read from " + fastJar, e);
        }
    }

    /** The folder of a fast-jar (or mutable-jar), or null where the application is packaged otherwise. */
    private static Path fastJarRoot() {
        Path ownJar = ownJar();
        // lib/main/io.quarkiverse.nsexec.quarkus-nsexec-<version>.jar
        Path root = ownJar;
        for (int i = 0; i < 3 && root != null; i++) {
            root = root.getParent();
        }
        return root != null && Files.isRegularFile(generated(root)) ? root : null;
    }

    private static Path ownJar() {
        CodeSource source = WorkerClassPath.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null || !"file".equals(source.getLocation().getProtocol())) {
            return null;
        }
        try {
            URI location = source.getLocation().toURI();
            return Path.of(location).toAbsolutePath();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Path.of(source.getLocation().getPath()).toAbsolutePath(); // a path with characters that URIs escape
        }
    }

    private static Path generated(Path root) {
        return root.resolve("quarkus").resolve("generated-bytecode.jar");
    }

    private static List<String> ofFastJar(Path root, List<String> libraryOrder) throws IOException {
        List<String> classPath = new ArrayList<>();
        Path transformed = root.resolve("quarkus").resolve("transformed-bytecode.jar");
        if (Files.isRegularFile(transformed)) {
            classPath.add(transformed.toString());
        }
        classPath.add(generated(root).toString());
        List<Path> application = jars(root.resolve("app"));
        application.sort(null);
        application.forEach(jar -> classPath.add(jar.toString()));
        Map<String, Integer> places = new HashMap<>();
        for (String name : libraryOrder) {
            places.putIfAbsent(name, places.size());
        }
        List<Path> libraries = jars(root.resolve("lib").resolve("main"));
        libraries.addAll(jars(root.resolve("lib").resolve("boot")));
        libraries.sort(Comparator.comparingInt((Path jar) -> places.getOrDefault(jar.getFileName().toString(), places.size()))
                .thenComparing(Comparator.naturalOrder()));
        libraries.forEach(jar -> classPath.add(jar.toString()));
        return classPath;
    }

    private static List<Path> jars(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.jar")) {
                stream.forEach(jars::add);
            }
        }
        return jars;
    }

    /** An uber-jar, or a legacy jar, whose manifest names the rest. */
    private static List<String> ofJvm() {
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            if (!entry.isEmpty()) {
                classPath.add(Path.of(entry).toAbsolutePath().toString());
            }
        }
        return classPath;
    }
}
