package io.quarkiverse.nsexec.deployment.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.test.QuarkusUnitTest;

class PlainTaskTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Plain.class));

    @Inject
    Plain plain;

    @Test
    void runsInAProcessOfItsOwn() {
        assertThat(plain.pid()).isEqualTo(2).isNotEqualTo(ProcessHandle.current().pid());
    }

    @ApplicationScoped
    static class Plain {

        @Isolated
        long pid() {
            return ProcessHandle.current().pid();
        }
    }
}
