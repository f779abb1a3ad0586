package io.quarkiverse.nsexec.it.packaged;

import static io.quarkiverse.nsexec.it.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.it.Processes;
import io.quarkiverse.nsexec.it.samples.Scripts;
import io.restassured.response.Response;

/**
 * More at once than a profile has slots.
 */
class OverloadIT {

    @Test
    void whatFindsNeitherSlotNorQueueIsRejected() {
        try (Starter starter = new Starter(Setting.current())
                .property("quarkus.nsexec.\"scripts\".max-concurrent", "1")
                .property("quarkus.nsexec.\"scripts\".queue-size", "0")) {
            Service service = starter.start();
            String mark = Scripts.mark();
            Background.run(() -> service.client().runScript(Scripts.waiting(mark)));
            Processes.awaitSomeWith(mark);

            Response response = service.client().runScript("echo never");

            assertProblem(response, 429, "queue-full");
            assertThat(response.header("Retry-After")).isEqualTo("1");
        }
    }
}
