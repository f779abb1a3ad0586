package io.quarkiverse.nsexec.it.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * JDKs of this host.
 */
final class Jdk {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Jdk() {
    }

    /** The {@code java} of a JDK of that feature release, if there is one. */
    static Optional<Path> java(int release) {
        if (Runtime.version().feature() == release) {
            return Optional.of(Path.of(System.getProperty("java.home"), "bin", "java"));
        }
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(INSTALLED)) {
            for (Path home : homes) {
                Path java = home.resolve("bin/java");
                if (Files.isExecutable(java) && isRelease(home.resolve("release"), release)) {
                    return Optional.of(java);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.empty();
    }

    private static boolean isRelease(Path file, int release) throws IOException {
        return Files.isRegularFile(file) && Files.readString(file).contains("JAVA_VERSION=\"" + release + ".");
    }
}
