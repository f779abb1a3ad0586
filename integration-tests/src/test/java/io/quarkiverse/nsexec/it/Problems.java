package io.quarkiverse.nsexec.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;

/**
 * What every error answer has in common.
 */
public final class Problems {

    private Problems() {
    }

    public static void assertProblem(Response response, int status, String kind) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.jsonPath().getString("type")).isEqualTo("/problems.html#" + kind);
        assertThat(response.jsonPath().getString("title")).isNotBlank();
        assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(response.jsonPath().getString("detail")).isNotBlank();
        assertThat(response.jsonPath().getString("instance")).startsWith("/");
        assertThat(response.jsonPath().getString("detail")).as("names of methods, classes and settings")
                .doesNotContain("#", "io.quarkiverse", "quarkus.", "java.");
        assertThat(response.asString()).as("stack frames").doesNotContain("\\tat ", ".java:");
    }
}
