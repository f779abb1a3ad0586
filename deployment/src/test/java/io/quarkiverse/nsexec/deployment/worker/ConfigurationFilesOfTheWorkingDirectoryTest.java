package io.quarkiverse.nsexec.deployment.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A profile may run its tasks in the folder that the service was started in, which holds the operator's configuration.
 */
class ConfigurationFilesOfTheWorkingDirectoryTest {

    private static final Path FOLDER = Path.of("target", "service-folder").toAbsolutePath();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Reader.class, ConfigurationFilesOfTheWorkingDirectoryTest.class))
            .setBeforeAllCustomizer(ConfigurationFilesOfTheWorkingDirectoryTest::write)
            .overrideConfigKey("quarkus.nsexec.working-directory", FOLDER.toString())
            .overrideConfigKey("smallrye.config.locations", FOLDER.resolve("more.properties").toString())
            .overrideRuntimeConfigKey("reader.name", "of the service");

    @Inject
    Reader reader;

    private static void write() {
        try {
            Files.createDirectories(FOLDER.resolve("config"));
            Files.writeString(FOLDER.resolve("config").resolve("application.properties"), "file.secret=one\nreader.name=two\n");
            Files.writeString(FOLDER.resolve(".env"), "DOTENV_SECRET=three\n");
            Files.writeString(FOLDER.resolve("more.properties"), "more.secret=four\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void delete() throws IOException {
        Files.delete(FOLDER.resolve("config").resolve("application.properties"));
        Files.delete(FOLDER.resolve("config"));
        Files.delete(FOLDER.resolve(".env"));
        Files.delete(FOLDER.resolve("more.properties"));
        Files.delete(FOLDER);
    }

    @Test
    void areNotReadByTheWorker() {
        assertThat(reader.lookUp("file.secret")).isEqualTo("none");
        assertThat(reader.lookUp("dotenv.secret")).isEqualTo("none");
        assertThat(ConfigProvider.getConfig().getOptionalValue("more.secret", String.class)).contains("four");
        assertThat(reader.lookUp("more.secret")).isEqualTo("none");
        assertThat(reader.name()).isEqualTo("of the service");
    }

    @Test
    void leaveTheWorkingDirectoryAsItIs() {
        assertThat(reader.folder()).isEqualTo(FOLDER + " true");
    }

    @ApplicationScoped
    static class Reader {

        @ConfigProperty(name = "reader.name")
        String name;

        @Isolated
        public String name() {
            return name;
        }

        @Isolated
        public String lookUp(String key) {
            return ConfigProvider.getConfig().getOptionalValue(key, String.class).orElse("none");
        }

        @Isolated
        public String folder() {
            return System.getProperty("user.dir") + " " + Files.isDirectory(Path.of("config"));
        }
    }
}
