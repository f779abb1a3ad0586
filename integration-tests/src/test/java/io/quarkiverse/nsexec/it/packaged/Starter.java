package io.quarkiverse.nsexec.it.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts the packaged service in one setting. Where that takes another user, from a copy that everybody can read, with a home
 * folder of its own.
 */
final class Starter implements AutoCloseable {

    /** None of the host's users. */
    private static final String UNPRIVILEGED_ID = "12345";

    private final Setting setting;
    private final Path java;
    private final Path folder;
    private final List<String> wrapper = new ArrayList<>();
    private final List<String> properties = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final List<Service> started = new ArrayList<>();

    Starter(Setting setting) {
        Optional<Path> found = Jdk.java(setting.jdk());
        assumeTrue(found.isPresent(), "no JDK " + setting.jdk() + " on this host");
        assumeTrue(!setting.unprivileged() || isRoot(), "only root can start it as another user");
        assertThat(setting.packaging().folder().resolve(setting.packaging().jar())).isRegularFile();
        this.setting = setting;
        this.java = found.get();
        this.folder = temporaryFolder();
        if (setting.unprivileged()) {
            copy(setting.packaging().folder(), folder.resolve("app"));
            wrapper.addAll(
                    List.of("setpriv", "--reuid=" + UNPRIVILEGED_ID, "--regid=" + UNPRIVILEGED_ID, "--clear-groups", "--"));
            environment.put("HOME", writable("home").toString());
        }
    }

    Starter property(String name, String value) {
        properties.add("-D" + name + "=" + value);
        return this;
    }

    Starter jvmOption(String option) {
        properties.add(option);
        return this;
    }

    Starter environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A file in the folder that the service is started in. */
    Starter file(String name, String content) {
        Path file = workingDirectory().resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A program that starts the service by replacing itself, as the service's own user. */
    Starter wrapper(String... command) {
        wrapper.addAll(List.of(command));
        return this;
    }

    Service start() {
        List<String> command = new ArrayList<>(wrapper);
        command.add(java.toString());
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=0");
        command.addAll(properties);
        command.add("-jar");
        command.add(application().resolve(setting.packaging().jar()).toString());
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory().toFile());
        builder.environment().putAll(environment);
        Service service = Service.start(builder, folder.resolve("service-" + started.size() + ".log"));
        started.add(service);
        return service;
    }

    /** Ends what it started and removes what it wrote. */
    @Override
    public void close() {
        started.forEach(Service::terminate);
        delete(folder);
    }

    private Path application() {
        return setting.unprivileged() ? folder.resolve("app") : setting.packaging().folder();
    }

    private Path workingDirectory() {
        return writable("work");
    }

    private Path writable(String name) {
        try {
            Path made = Files.createDirectories(folder.resolve(name));
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not below the build's folder, which other users may not reach. */
    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(Path.of("/tmp"), "inspector-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy,
                        PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
