package io.quarkiverse.nsexec.it;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/**
 * A client of the service, whichever way that was started.
 */
public final class Client {

    private static final RestAssuredConfig CONFIG = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private final int port;
    private Response inspection;

    public Client(int port) {
        this.port = port;
    }

    /** Connections end with their request, so that none is left for who counts descriptors. */
    public RequestSpecification request() {
        return given().config(CONFIG).baseUri("http://localhost").port(port).header("Connection", "close");
    }

    public Response post(String path, String type, byte[] body) {
        return request().contentType(type).body(body).post(path);
    }

    public Response readDocument(byte[] pdf) {
        return post("/documents/text", "application/pdf", pdf);
    }

    public Response makeThumbnail(String type, byte[] image, int maxEdge) {
        return post("/images/thumbnail?max-edge=" + maxEdge, type, image);
    }

    public Response listArchive(byte[] archive) {
        return post("/archives/listing", "application/zip", archive);
    }

    public Response runScript(String script) {
        return request().contentType("text/x-shellscript").body(script).post("/scripts/run");
    }

    public Response inspect() {
        return request().get("/inspect");
    }

    /** What the first inspection told: facts that stay the same need not be asked for again. */
    public synchronized Response inspection() {
        if (inspection == null) {
            inspection = inspect();
        }
        return inspection;
    }

    public Response findTraces(String text) {
        return request().contentType("text/plain").body(text).post("/inspect/traces");
    }
}
