package io.quarkiverse.nsexec.it.packaged;

import static io.quarkiverse.nsexec.it.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.nsexec.it.samples.Documents;
import io.restassured.response.Response;

/**
 * A host that allows no further user namespaces. The limit is one of the user namespace that the service is started in, so the
 * host itself keeps its own (user_namespaces(7), {@code /proc/sys/user}).
 */
@ParameterizedClass
@MethodSource("io.quarkiverse.nsexec.it.packaged.Setting#usual")
class ForbiddingHostIT {

    private final Starter starter;
    private Service service;

    ForbiddingHostIT(Setting setting) {
        starter = new Starter(setting).wrapper("unshare", "--user", "--map-root-user", "--", "sh", "-c",
                "echo 0 > /proc/sys/user/max_user_namespaces && exec \"$@\"", "sh");
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
    void aScriptCannotBeIsolated() {
        Response response = service.client().runScript("echo never");

        assertProblem(response, 503, "cannot-isolate");
        assertThat(service.log()).contains("ENOSPC", "max_user_namespaces");
    }

    @Test
    void aDocumentCannotBeReadIsolated() {
        assertProblem(service.client().readDocument(Documents.pages("text")), 503, "cannot-isolate");
    }
}
