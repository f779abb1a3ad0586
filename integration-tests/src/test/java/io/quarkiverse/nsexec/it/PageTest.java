package io.quarkiverse.nsexec.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

@QuarkusTest
class PageTest {

    @TestHTTPResource
    URI service;

    @ParameterizedTest
    @ValueSource(strings = { "/", "/problems.html", "/style.css", "/app.js", "/render.js", "/icon.svg" })
    void thePageIsServed(String path) {
        Response response = new Client(service.getPort()).request().get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Content-Security-Policy")).contains("default-src 'self'");
    }

    @Test
    void theDescriptionNamesEveryPath() {
        Response response = new Client(service.getPort()).request().queryParam("format", "json").get("/q/openapi");

        assertThat(response.jsonPath().getMap("paths").keySet()).isEqualTo(Set.of("/documents/text",
                "/images/thumbnail", "/archives/listing", "/scripts/run", "/inspect", "/inspect/traces"));
    }

    @Test
    void theDescriptionGivesTheUsualEdgeAsANumber() {
        Response response = new Client(service.getPort()).request().queryParam("format", "json").get("/q/openapi");

        assertThat(response.jsonPath().<Object> get("components.schemas.MaxEdge.default")).isEqualTo(256);
        assertThat(response.jsonPath().<Object> get("paths.'/images/thumbnail'.post.parameters[0].schema"))
                .isEqualTo(Map.of("$ref", "#/components/schemas/MaxEdge"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/app.js" })
    void thePageIsNotKeptByBrowsers(String path) {
        assertThat(new Client(service.getPort()).request().get(path).headers().getValues("Cache-Control"))
                .containsExactly("no-store");
    }

    @Test
    void thePageWarnsOfWhatIsNotRestricted() {
        assertThat(new Client(service.getPort()).request().get("/").asString())
                .contains("files and system calls are not restricted yet");
    }

    @ParameterizedTest
    @ValueSource(strings = { "malformed-request", "cross-site", "not-found", "method-not-allowed", "not-acceptable",
            "too-large",
            "unsupported-type", "unusable-input", "task-broke", "queue-full", "unexpected", "cannot-isolate", "sandbox-lost",
            "timeout" })
    void everyProblemIsExplained(String kind) {
        assertThat(new Client(service.getPort()).request().get("/problems.html").asString()).contains("id=\"" + kind + "\"");
    }
}
