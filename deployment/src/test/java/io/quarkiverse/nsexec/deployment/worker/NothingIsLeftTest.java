package io.quarkiverse.nsexec.deployment.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/**
 * Runs last: Quarkus orders classes that start no application after all others, and those by their names.
 */
class NothingIsLeftTest {

    @Test
    void noProcessIsLeftOfAllTests() throws IOException {
        List<String> children = new ArrayList<>();
        for (File thread : new File("/proc/self/task").listFiles()) {
            children.add(Files.readString(Path.of(thread.getPath(), "children")).strip()); // zombies among them
        }
        assertThat(children).allMatch(String::isEmpty);
    }

    @Test
    void noThreadIsLeftOfAllTests() {
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("nsexec")));
    }

    @Test
    void noDescriptorIsLeftOfAllTests() throws IOException {
        List<String> targets = new ArrayList<>();
        for (File descriptor : new File("/proc/self/fd").listFiles()) {
            if (Files.isSymbolicLink(descriptor.toPath())) {
                targets.add(Files.readSymbolicLink(descriptor.toPath()).toString());
            }
        }
        assertThat(targets).noneMatch(target -> target.contains("nsexec-classes") || target.startsWith("/memfd:nsexec"));
    }
}
