package io.quarkiverse.nsexec.it.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.nsexec.it.Processes;
import io.quarkiverse.nsexec.it.samples.Documents;
import io.quarkiverse.nsexec.it.samples.Scripts;

/**
 * How the service begins and ends, with tasks that would go on.
 */
@ParameterizedClass
@MethodSource("io.quarkiverse.nsexec.it.packaged.Setting#all")
class LifetimeIT {

    private final Starter starter;
    private Service service;

    LifetimeIT(Setting setting) {
        starter = new Starter(setting)
                // the tasks below do not end by themselves: no use in waiting for them
                .property("quarkus.shutdown.timeout", "1s");
    }

    @BeforeEach
    void start() {
        service = starter.start();
    }

    @AfterEach
    void stop() {
        starter.close();
    }

    @Test
    void theServiceStartsAndIsolatesWithoutWarnings() {
        assertThat(service.client().readDocument(Documents.pages("text")).statusCode()).isEqualTo(200);

        assertThat(service.log()).doesNotContain("WARN", "ERROR");
    }

    @Test
    void aServiceThatIsKilledTakesItsTasksAlong() {
        List<Processes.Entry> descendants = running(5);

        service.kill();

        Processes.awaitGone(descendants);
    }

    @Test
    void aServiceThatIsTerminatedTakesItsTasksAlong() {
        List<Processes.Entry> descendants = running(5);

        service.terminate();

        Processes.awaitGone(descendants);
    }

    /** Runs scripts that do not end; all processes below the service, once each of them is there. */
    private List<Processes.Entry> running(int scripts) {
        for (int i = 0; i < scripts; i++) {
            String mark = Scripts.mark();
            String script = Scripts.daemon(mark) + Scripts.waiting(mark);
            Background.run(() -> service.client().runScript(script));
            Processes.awaitSomeWith(mark);
        }
        List<Processes.Entry> descendants = service.descendants();
        assertThat(descendants).hasSizeGreaterThan(2 * scripts);
        return descendants;
    }
}
