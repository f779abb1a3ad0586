package io.quarkiverse.nsexec.it.problems;

import java.net.URI;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.vertx.core.http.HttpServerRequest;

/**
 * What is wrong with the request itself, as HTTP.
 */
class RequestProblems {

    /** The framework's own answers keep their status and headers, and get a body. */
    @ServerExceptionMapper
    Response request(WebApplicationException e, HttpServerRequest request) {
        Response original = e.getResponse();
        String instance = request.path();
        ProblemKind kind = ProblemKind.ofStatus(original.getStatus());
        Problem problem = kind == null
                ? new Problem(URI.create("about:blank"), original.getStatusInfo().getReasonPhrase(), original.getStatus(),
                        null, instance, null)
                : Problem.of(kind, detail(kind, e, request), instance);
        return Response.fromResponse(original).type(Problem.MEDIA_TYPE).entity(problem).build();
    }

    /** The framework's messages speak of methods and annotations, which are not the client's. */
    private static String detail(ProblemKind kind, WebApplicationException e, HttpServerRequest request) {
        return switch (kind) {
            case NOT_FOUND -> "Nothing is served at this path.";
            case METHOD_NOT_ALLOWED -> request.method() + " is not among the methods of this path.";
            case NOT_ACCEPTABLE -> "No answer of the type " + request.getHeader(HttpHeaders.ACCEPT) + " can be given.";
            case UNSUPPORTED_TYPE -> request.getHeader(HttpHeaders.CONTENT_TYPE) == null
                    ? "The request does not say what type its content is of."
                    : "Content of the type " + request.getHeader(HttpHeaders.CONTENT_TYPE) + " is not taken here.";
            default -> e.getMessage();
        };
    }
}
