package io.quarkiverse.nsexec.deployment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;

import io.quarkus.deployment.util.FileUtil;

/**
 * The folders of all applications below one parent, the directory for temporary files. A JVM that was killed could not delete
 * its own, so whoever makes one deletes those of the dead.
 */
final class WorkerClassesFolders {

    private static final Logger LOG = Logger.getLogger(WorkerClassesFolders.class);

    private static final String PREFIX = "nsexec-classes-";
    /** What names the pid namespace, see namespaces(7): containers that share a parent do not see each other's processes. */
    private static final Path PID_NAMESPACE = Path.of("/proc/self/ns/pid");

    private final Path parent;
    private final String namespace;
    private final Pattern name;

    WorkerClassesFolders(Path parent) {
        this.parent = parent;
        this.namespace = namespace();
        this.name = Pattern.compile(PREFIX + "([0-9]{1,10})-" + namespace + "-[0-9]+");
    }

    /** Makes a folder that only the own user can read, and deletes those that nobody uses any more. */
    WorkerClassesFolder make() throws IOException {
        Path folder = Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-" + namespace + "-");
        try {
            sweep(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "The folders of ended applications below %s could not be deleted", parent);
        }
        return new WorkerClassesFolder(folder);
    }

    private void sweep(UserPrincipal self) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                try {
                    if (ownedByTheDead(folder, self)) {
                        FileUtil.deleteDirectory(folder); // follows no links below it
                    }
                } catch (IOException e) { // another one that sweeps may have been faster
                    LOG.debugf(e, "%s could not be deleted", folder);
                }
            }
        }
    }

    private boolean ownedByTheDead(Path folder, UserPrincipal self) throws IOException {
        Matcher matcher = name.matcher(folder.getFileName().toString());
        return matcher.matches()
                && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(self);
    }

    /** The number in {@code pid:[4026531836]}; 0 on a system that is not Linux, where the build need not fail for this. */
    private static String namespace() {
        try {
            String digits = Files.readSymbolicLink(PID_NAMESPACE).toString().replaceAll("[^0-9]", "");
            return digits.isEmpty() ? "0" : digits;
        } catch (IOException | UnsupportedOperationException e) {
            return "0";
        }
    }
}
