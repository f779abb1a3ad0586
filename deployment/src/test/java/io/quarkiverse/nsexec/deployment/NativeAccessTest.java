package io.quarkiverse.nsexec.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

class NativeAccessTest {

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest().withEmptyApplication();

    @ProdBuildResults
    ProdModeTestResults results;

    @Test
    void thePackagedServiceMayCallNativeCode() throws Exception {
        Path runner = results.getBuildDir().resolve("quarkus-app/quarkus-run.jar");
        try (JarFile jar = new JarFile(runner.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
        }
    }
}
