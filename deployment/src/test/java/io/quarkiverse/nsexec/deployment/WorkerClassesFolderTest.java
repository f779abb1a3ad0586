package io.quarkiverse.nsexec.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerClassesFolderTest {

    private static final byte[] FIRST = { 1 };
    private static final byte[] SECOND = { 2 };

    @TempDir
    Path path;

    private WorkerClassesFolder folder;

    @BeforeEach
    void firstBuild() throws IOException {
        folder = new WorkerClassesFolder(path);
        folder.update(false, Map.of("app/Bean.class", FIRST, "app/Removed.class", FIRST), Map.of("lib/Config.class", FIRST));
    }

    @Test
    void aReloadReplacesWhatItMadeAnew() throws IOException {
        folder.update(true, Map.of("app/Bean.class", SECOND), Map.of("lib/Config.class", SECOND));

        assertThat(path.resolve("app/Bean.class")).hasBinaryContent(SECOND);
        assertThat(path.resolve("lib/Config.class")).hasBinaryContent(SECOND);
    }

    @Test
    void aReloadKeepsWhatIsGeneratedOnceInASession() throws IOException {
        folder.update(true, Map.of("app/Bean.class", SECOND), Map.of());
        folder.update(true, Map.of("app/Bean.class", FIRST), Map.of());

        assertThat(path.resolve("lib/Config.class")).hasBinaryContent(FIRST);
    }

    @Test
    void aReloadRemovesWhatTheApplicationNoLongerHas() throws IOException {
        folder.update(true, Map.of("app/Bean.class", SECOND), Map.of());

        assertThat(path.resolve("app/Removed.class")).doesNotExist();
    }

    @Test
    void aBuildFromTheStartRemovesAllThatItDidNotMake() throws IOException {
        folder.update(false, Map.of("app/Bean.class", SECOND), Map.of("lib/Other.class", SECOND));

        assertThat(path.resolve("lib/Config.class")).doesNotExist();
        assertThat(path.resolve("app/Removed.class")).doesNotExist();
        assertThat(path.resolve("lib/Other.class")).hasBinaryContent(SECOND);
    }

    @Test
    void aNameThatLeavesTheFolderIsRefused() {
        Map<String, byte[]> files = Map.of("../Bean.class", FIRST);

        assertThatThrownBy(() -> folder.update(true, files, Map.of())).isInstanceOf(IOException.class)
                .hasMessageContaining("../Bean.class");
    }

    @Test
    void nothingIsLeftOfADeletedFolder() {
        folder.delete();

        assertThat(path).doesNotExist();
    }
}
