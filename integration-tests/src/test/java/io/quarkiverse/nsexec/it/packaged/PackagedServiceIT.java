package io.quarkiverse.nsexec.it.packaged;

import static io.quarkiverse.nsexec.it.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.nsexec.it.ArchivesContract;
import io.quarkiverse.nsexec.it.Client;
import io.quarkiverse.nsexec.it.DocumentsContract;
import io.quarkiverse.nsexec.it.ImagesContract;
import io.quarkiverse.nsexec.it.InspectContract;
import io.quarkiverse.nsexec.it.ProblemsContract;
import io.quarkiverse.nsexec.it.Processes;
import io.quarkiverse.nsexec.it.ScriptsContract;
import io.quarkiverse.nsexec.it.samples.Documents;
import io.quarkiverse.nsexec.it.samples.Scripts;
import io.restassured.response.Response;

/**
 * The packaged service in each of its settings: everything that holds in a test holds there too, and it leaves nothing behind.
 */
@ParameterizedClass
@MethodSource("io.quarkiverse.nsexec.it.packaged.Setting#all")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagedServiceIT
        implements DocumentsContract, ImagesContract, ArchivesContract, ScriptsContract, InspectContract, ProblemsContract {

    @Parameter
    Setting setting;

    private Starter starter;
    private Service service;

    @BeforeParameterizedClassInvocation
    void start(Setting setting) {
        starter = new Starter(setting)
                .property("quarkus.nsexec.\"scripts\".timeout", "2s")
                // all of the service's own threads are there from the start: one more is a leak
                .property("quarkus.thread-pool.core-threads", "32")
                .property("quarkus.thread-pool.max-threads", "32")
                .property("quarkus.thread-pool.prefill", "true");
        service = starter.start();
    }

    /** After all that: SIGTERM ends the service and whatever it has started. */
    @AfterParameterizedClassInvocation
    void endLeavesNothing() {
        if (service != null) {
            List<Processes.Entry> descendants = service.descendants();
            service = null; // the next setting may be one that is skipped
            starter.close();
            Processes.awaitGone(descendants);
        }
    }

    @Override
    public Client client() {
        return service.client();
    }

    @Test
    void manyCommandsLeaveTheCountsWhereTheyWere() {
        atOnce(20);
        Counts before = Counts.of(service);

        for (int i = 0; i < 200; i++) {
            run();
        }
        atOnce(20);

        Counts.awaitNoMoreThan(before, service);
        assertThat(service.descendants()).extracting(Processes.Entry::state).doesNotContain('Z');
    }

    @Test
    void javaTasksLeaveTheCountsWhereTheyWere() {
        byte[] document = Documents.pages("text");
        client().readDocument(document);
        atOnce(20);
        Counts before = Counts.of(service);

        for (int i = 0; i < 3; i++) {
            assertThat(client().readDocument(document).statusCode()).isEqualTo(200);
        }
        assertThat(client().readDocument(Documents.truncated()).statusCode()).isEqualTo(422);

        Counts.awaitNoMoreThan(before, service);
    }

    @Test
    void aLauncherThatIsKilledFailsItsTasksAndIsReplaced() {
        String mark = Scripts.mark();
        CompletableFuture<Response> waiting = Background.supply(() -> client().runScript(Scripts.waiting(mark)));
        Processes.awaitSomeWith(mark);
        List<Processes.Entry> sandboxes = Processes.descendants(service.launcher().pid());

        Processes.kill(service.launcher());

        assertProblem(waiting.join(), 503, "sandbox-lost");
        Processes.awaitNoneWith(mark);
        Processes.awaitGone(sandboxes);
        run();
    }

    private void run() {
        Response response = client().runScript("echo done");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getString("stdout")).isEqualTo("done\n");
    }

    private void atOnce(int count) {
        ExecutorService clients = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                runs.add(clients.submit(this::run));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            clients.shutdown();
        }
    }
}
