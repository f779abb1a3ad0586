package io.quarkiverse.nsexec.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerClassesFoldersTest {

    private static final String NAMESPACE_OF_ANOTHER_CONTAINER = "1";

    @TempDir
    Path parent;

    private WorkerClassesFolders folders;
    private Path own;

    @BeforeEach
    void makeOne() throws IOException {
        folders = new WorkerClassesFolders(parent);
        own = folders.make().path();
    }

    @Test
    void theFolderOfAnEndedProcessIsDeletedWithAllThatIsInIt() throws Exception {
        Path dead = withClasses(ofProcess(endedProcess()));

        folders.make();

        assertThat(dead).doesNotExist();
    }

    @Test
    void theFolderOfALivingProcessIsKept() throws Exception {
        Process living = new ProcessBuilder("cat").start(); // ends with its input
        try {
            Path folder = withClasses(ofProcess(living.pid()));

            folders.make();

            assertThat(folder.resolve("some/Type.class")).exists();
        } finally {
            living.getOutputStream().close();
            living.waitFor();
        }
    }

    @Test
    void theOtherFoldersOfTheOwnProcessAreKept() throws Exception {
        Path second = folders.make().path();

        assertThat(own).isDirectory();
        assertThat(second).isDirectory().isNotEqualTo(own);
    }

    @Test
    void theFolderOfAProcessThatCannotBeSeenFromHereIsKept() throws Exception {
        String namespace = own.getFileName().toString().split("-")[3];
        Path unseen = withClasses(
                parent.resolve("nsexec-classes-" + endedProcess() + "-" + NAMESPACE_OF_ANOTHER_CONTAINER + "-5"));
        assertThat(namespace).isNotEqualTo(NAMESPACE_OF_ANOTHER_CONTAINER);

        folders.make();

        assertThat(unseen).isDirectory();
    }

    @Test
    void theFolderOfAnotherUserIsKept() throws Exception {
        assumeThat(Files.getOwner(parent).getName()).as("only root can give a folder away").isEqualTo("root");
        Path foreign = withClasses(ofProcess(endedProcess()));
        Files.setOwner(foreign, parent.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        folders.make();

        assertThat(foreign.resolve("some/Type.class")).exists();
    }

    @Test
    void aLinkThatIsNamedLikeAFolderIsNotFollowed() throws Exception {
        Path target = withClasses(parent.resolve("target"));
        Path link = Files.createSymbolicLink(ofProcess(endedProcess()), target);

        folders.make();

        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(target.resolve("some/Type.class")).exists();
    }

    @Test
    void aLinkInsideADeletedFolderIsNotFollowed() throws Exception {
        Path target = withClasses(parent.resolve("target"));
        Path dead = withClasses(ofProcess(endedProcess()));
        Files.createSymbolicLink(dead.resolve("link"), target);

        folders.make();

        assertThat(dead).doesNotExist();
        assertThat(target.resolve("some/Type.class")).exists();
    }

    @Test
    void whatIsNamedOtherwiseIsKept() throws Exception {
        Path other = withClasses(parent.resolve("nsexec-classes-of-somebody"));

        folders.make();

        assertThat(other).isDirectory();
    }

    /** A name like that of the own folder, but of another process. */
    private Path ofProcess(long pid) {
        String self = Long.toString(ProcessHandle.current().pid());
        return parent.resolve(own.getFileName().toString().replaceFirst("-" + self + "-", "-" + pid + "-"));
    }

    private static Path withClasses(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("some"));
        Files.write(folder.resolve("some/Type.class"), new byte[1]);
        return folder;
    }

    private static long endedProcess() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }
}
