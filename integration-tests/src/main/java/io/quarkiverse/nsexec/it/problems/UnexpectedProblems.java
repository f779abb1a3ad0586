package io.quarkiverse.nsexec.it.problems;

import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.vertx.core.http.HttpServerRequest;

/**
 * What nobody foresaw, as HTTP: the client learns that it was not its fault, and nothing else. An IOException is left to the
 * framework, for it is nearly always the client that went away.
 */
class UnexpectedProblems {

    private static final Logger LOG = Logger.getLogger(UnexpectedProblems.class);

    @ServerExceptionMapper({ RuntimeException.class, InterruptedException.class })
    Response unexpected(Exception e, HttpServerRequest request) {
        LOG.error("Request failed: " + request.path(), e);
        return Problem.of(ProblemKind.UNEXPECTED, "The log of the service tells more.", request.path()).toResponse().build();
    }
}
