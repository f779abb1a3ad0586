package io.quarkiverse.nsexec.it.packaged;

import static io.quarkiverse.nsexec.it.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.it.Processes;
import io.quarkiverse.nsexec.it.samples.Archives;
import io.restassured.response.Response;

/**
 * An archive that would keep a task busy for long.
 */
class BombIT {

    private final Starter starter = new Starter(Setting.current());

    @AfterEach
    void clean() {
        starter.close();
    }

    @Test
    void aBombBeyondTheTimeIsEnded() {
        Service service = starter.property("quarkus.nsexec.\"archives\".timeout", "2s").start();

        Response response = service.client().listArchive(Archives.endlessBomb());

        assertProblem(response, 504, "timeout");
        Processes.awaitGone(Processes.descendants(service.launcher().pid()));
    }

    @Test
    void aWorkerThatIsKilledBreaksItsTaskOnly() {
        Service service = starter.property("quarkus.nsexec.\"archives\".timeout", "60s").start();
        CompletableFuture<Response> listing = Background.supply(() -> service.client().listArchive(Archives.endlessBomb()));

        Processes.kill(service.awaitWorker());

        assertProblem(listing.join(), 422, "task-broke");
        assertThat(service.client().listArchive(Archives.zip("fine")).statusCode()).isEqualTo(200);
    }

    @Test
    void aLauncherThatIsKilledTakesTheWorkersAlong() {
        Service service = starter.property("quarkus.nsexec.\"archives\".timeout", "60s").start();
        CompletableFuture<Response> listing = Background.supply(() -> service.client().listArchive(Archives.endlessBomb()));
        service.awaitWorker();
        List<Processes.Entry> sandboxes = Processes.descendants(service.launcher().pid());

        Processes.kill(service.launcher());

        assertProblem(listing.join(), 503, "sandbox-lost");
        Processes.awaitGone(sandboxes);
        assertThat(service.client().listArchive(Archives.zip("fine")).statusCode()).isEqualTo(200);
    }
}
