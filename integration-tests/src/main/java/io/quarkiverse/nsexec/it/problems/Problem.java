package io.quarkiverse.nsexec.it.problems;

import java.net.URI;

import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The body of every error answer (RFC 9457).
 */
@Schema(description = "What went wrong (RFC 9457)")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Schema(description = "Names the kind of problem, and leads to its explanation", examples = "/problems.html#timeout") URI type,
        @Schema(description = "The kind of problem, for people", examples = "The task took too long") String title,
        @Schema(description = "The HTTP status", examples = "504") int status,
        @Schema(description = "What happened this time") String detail,
        @Schema(description = "The path that was asked for, as it was sent", examples = "/scripts/run") String instance,
        @Schema(description = "What is wrong with the input, as one word for programs; for unusable input only", examples = "encrypted") String reason) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemKind kind, String detail, String instance) {
        return new Problem(kind.type(), kind.title(), kind.status(), detail, instance, null);
    }

    Response.ResponseBuilder toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this);
    }
}
