package io.quarkiverse.nsexec.it;

import static io.quarkiverse.nsexec.it.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.restassured.response.Response;

/**
 * Requests that never reach a task, whichever way the service was started.
 */
public interface ProblemsContract {

    Client client();

    @ParameterizedTest
    @CsvSource({ "/documents/text,application/pdf", "/images/thumbnail,image/png", "/archives/listing,application/zip",
            "/scripts/run,text/x-shellscript" })
    default void aRequestWithoutBodyIsMalformed(String path, String type) {
        assertProblem(client().request().contentType(type).post(path), 400, "malformed-request");
    }

    @ParameterizedTest
    @CsvSource({ "0", "2049", "wide" })
    default void anEdgeOutOfRangeIsMalformed(String maxEdge) {
        Response response = client().request().contentType("image/png").body(new byte[1])
                .queryParam("max-edge", maxEdge).post("/images/thumbnail");

        assertProblem(response, 400, "malformed-request");
        assertThat(response.jsonPath().getString("detail")).contains("max-edge", "1 to 2048");
    }

    @Test
    default void anUnknownPathIsNotFound() {
        assertProblem(client().request().get("/nothing"), 404, "not-found");
    }

    @Test
    default void tracesAreNotToldUnlessThatIsConfigured() {
        assertProblem(client().findTraces("as packaged"), 404, "not-found");
    }

    @Test
    default void aWrongMethodIsNotAllowed() {
        assertProblem(client().request().get("/documents/text"), 405, "method-not-allowed");
    }

    @Test
    default void anAnswerOfAnotherTypeIsNotAcceptable() {
        assertProblem(client().request().accept("image/png").get("/inspect"), 406, "not-acceptable");
    }

    @Test
    default void aBodyAboveTheServicesLimitIsTooLarge() {
        assertProblem(client().readDocument(new byte[(16 << 20) + 1]), 413, "too-large");
    }

    @ParameterizedTest
    @CsvSource({ "/documents/text", "/images/thumbnail", "/archives/listing", "/scripts/run" })
    default void contentOfAnotherTypeIsUnsupported(String path) {
        assertProblem(client().post(path, "application/x-unknown", new byte[1]), 415, "unsupported-type");
    }
}
