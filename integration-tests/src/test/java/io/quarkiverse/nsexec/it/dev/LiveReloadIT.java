package io.quarkiverse.nsexec.it.dev;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.response.ValidatableResponse;

/**
 * A part of the example in dev mode, with the Dev UI, whose static initialisation fails in a worker. Among the tests of the
 * packages, because it cannot share a JVM with a {@code @QuarkusTest}; the sources are found by
 * {@code quarkus.test.source-path}, see the pom.
 */
class LiveReloadIT {

    private static final int PORT = freePort();

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addPackage("io.quarkiverse.nsexec.it.inspect")
                    .addAsResource(new StringAsset("""
                            inspect.label=first
                            inspect.traces=false
                            quarkus.http.port=%d
                            """.formatted(PORT)), "application.properties"));

    @Test
    void aTaskWithInjectionFollowsTheCodeAndTheConfiguration() {
        assertThat(labelInTask()).isEqualTo("first");

        APP.modifySourceFile("SelfInspector.java",
                code -> code.replace("Map.of(LABEL, label)", "Map.of(LABEL, label + \"!\")"));
        assertThat(labelInTask()).isEqualTo("first!");

        APP.modifyResourceFile("application.properties", text -> text.replace("first", "second"));
        assertThat(labelInTask()).isEqualTo("second!");
    }

    private static String labelInTask() {
        ValidatableResponse response = given().port(PORT).get("/inspect").then().statusCode(200);
        return response.extract().path("task.configuration.'inspect.label'");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no port is free", e);
        }
    }
}
