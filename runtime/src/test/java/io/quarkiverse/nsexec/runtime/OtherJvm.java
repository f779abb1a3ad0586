package io.quarkiverse.nsexec.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Runs a main class of the tests in a JVM of its own, with a class path that every user may read.
 */
public final class OtherJvm {

    /** Where {@code setpriv} leads: a user without privileges. */
    public static final List<String> UNPRIVILEGED = List.of("setpriv", "--reuid=12345", "--regid=12345", "--clear-groups");

    private final Path directory;
    private final Set<String> classPath = new TreeSet<>();

    /** @param directory made readable for everybody */
    public OtherJvm(Path directory) throws IOException {
        this.directory = directory;
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name : List.of("io.quarkiverse.nsexec.runtime.launch.Launcher", "io.quarkiverse.nsexec.runtime.OtherJvm",
                "com.sun.jna.Native", "org.jboss.logging.Logger", "com.fasterxml.jackson.core.JsonFactory")) {
            add(name.replace('.', '/') + ".class");
        }
        add("META-INF/nsexec/linux-" + (System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64") + "/nsexec");
    }

    private void add(String resource) throws IOException {
        String url = OtherJvm.class.getClassLoader().getResource(resource).toString();
        try {
            String root = url.startsWith("jar:") ? url.substring("jar:".length(), url.indexOf("!/"))
                    : url.substring(0, url.length() - resource.length());
            copy(Path.of(new java.net.URI(root)));
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private void copy(Path root) throws IOException {
        Path target = directory.resolve(root.toString().substring(1).replace('/', '-'));
        if (!classPath.add(target.toString())) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            files.forEach(file -> copyReadable(file, target.resolve(root.relativize(file).toString())));
        }
    }

    private static void copyReadable(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to);
            }
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end; what it writes to both of its outputs. */
    public String run(List<String> prefix, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
