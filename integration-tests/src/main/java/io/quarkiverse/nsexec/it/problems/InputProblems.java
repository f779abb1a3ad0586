package io.quarkiverse.nsexec.it.problems;

import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.vertx.core.http.HttpServerRequest;

/**
 * What the tasks themselves have to say about the input, as HTTP.
 */
class InputProblems {

    @ServerExceptionMapper
    Response unusable(UnusableInputException e, HttpServerRequest request) {
        ProblemKind kind = ProblemKind.UNUSABLE_INPUT;
        return new Problem(kind.type(), kind.title(), kind.status(), e.getMessage(), request.path(), e.reason())
                .toResponse().build();
    }
}
