package io.quarkiverse.nsexec.it;

import static io.quarkiverse.nsexec.it.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/**
 * Who may have scripts run: whoever is no page of another site.
 */
@QuarkusTest
class OriginsTest {

    @TestHTTPResource
    URI service;

    @ParameterizedTest
    @CsvSource({ "/scripts/run", "/documents/text", "/images/thumbnail", "/archives/listing", "/inspect/traces" })
    void whatAnotherSiteSendsIsRefused(String path) {
        assertProblem(request().header("Sec-Fetch-Site", "cross-site").body("echo").post(path), 403, "cross-site");
    }

    @Test
    void whatASiblingSiteSendsIsRefused() {
        assertProblem(run("Sec-Fetch-Site", "same-site"), 403, "cross-site");
    }

    @ParameterizedTest
    @CsvSource({ "http://example.com", "http://localhost", "http://localhost:1", "null", "''" })
    void whatComesFromAnotherOriginIsRefused(String origin) {
        assertProblem(run("Origin", origin), 403, "cross-site");
    }

    @Test
    void anotherOriginIsRefusedEvenIfTheBrowserCallsItTheSame() {
        assertProblem(request().header("Sec-Fetch-Site", "same-origin").header("Origin", "http://example.com")
                .body("echo").post("/scripts/run"), 403, "cross-site");
    }

    @Test
    void aNameThatIsNotTheServicesIsRefused() {
        assertProblem(run("Host", "example.com:" + service.getPort()), 403, "cross-site");
        assertProblem(request().header("Host", "example.com").get("/inspect"), 403, "cross-site");
    }

    @ParameterizedTest
    @CsvSource({ "same-origin", "none" })
    void whatTheServicesOwnPageSendsPasses(String site) {
        assertPasses(request().header("Sec-Fetch-Site", site).header("Origin", "http://localhost:" + service.getPort())
                .body("echo done").post("/scripts/run"));
    }

    @ParameterizedTest
    @CsvSource({ "127.0.0.1", "[::1]", "LOCALHOST" })
    void theServicesOwnNamesPass(String name) {
        String host = name + ":" + service.getPort();

        assertPasses(request().header("Host", host).header("Origin", "http://" + host).body("echo done").post("/scripts/run"));
    }

    @Test
    void whatIsNoBrowserPasses() {
        assertPasses(request().body("echo done").post("/scripts/run"));
    }

    private Response run(String header, String value) {
        return request().header(header, value).body("echo never").post("/scripts/run");
    }

    /** A type that any page may send. */
    private RequestSpecification request() {
        return new Client(service.getPort()).request().contentType("text/plain");
    }

    private static void assertPasses(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getString("stdout")).isEqualTo("done\n");
    }
}
