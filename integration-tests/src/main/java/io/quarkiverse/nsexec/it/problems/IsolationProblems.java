package io.quarkiverse.nsexec.it.problems;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.nsexec.IsolationException;
import io.quarkiverse.nsexec.IsolationUnsupportedException;
import io.quarkiverse.nsexec.LauncherException;
import io.quarkiverse.nsexec.PayloadException;
import io.quarkiverse.nsexec.TaskFailedException;
import io.quarkiverse.nsexec.TaskKilledException;
import io.quarkiverse.nsexec.TaskRejectedException;
import io.quarkiverse.nsexec.TaskTimeoutException;
import io.vertx.core.http.HttpServerRequest;

/**
 * What goes wrong around an isolated task, as HTTP.
 */
class IsolationProblems {

    private static final Logger LOG = Logger.getLogger(IsolationProblems.class);

    /** A slot frees up as soon as any task ends, which is a matter of a second rather than of a minute. */
    private static final int RETRY_AFTER_SECONDS = 1;

    @ServerExceptionMapper
    Response tooLarge(PayloadException e, HttpServerRequest request) {
        return answer(ProblemKind.TOO_LARGE, e, request);
    }

    /** The task threw what its method does not declare: an OutOfMemoryError, for example. */
    @ServerExceptionMapper
    Response failed(TaskFailedException e, HttpServerRequest request) {
        return answer(ProblemKind.TASK_BROKE, e, request);
    }

    @ServerExceptionMapper
    Response killed(TaskKilledException e, HttpServerRequest request) {
        return answer(ProblemKind.TASK_BROKE, e, request);
    }

    @ServerExceptionMapper
    Response rejected(TaskRejectedException e, HttpServerRequest request) {
        return problem(ProblemKind.QUEUE_FULL, e, request).toResponse()
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    @ServerExceptionMapper
    Response timeout(TaskTimeoutException e, HttpServerRequest request) {
        return answer(ProblemKind.TIMEOUT, e, request);
    }

    /** Its message tells the operator what to change on the host. */
    @ServerExceptionMapper
    Response unsupported(IsolationUnsupportedException e, HttpServerRequest request) {
        LOG.error("This host cannot isolate tasks", e);
        return answer(ProblemKind.CANNOT_ISOLATE, e, request);
    }

    @ServerExceptionMapper
    Response launcher(LauncherException e, HttpServerRequest request) {
        LOG.warn("A sandbox could not be made or was lost", e);
        return answer(ProblemKind.SANDBOX_LOST, e, request);
    }

    private static Response answer(ProblemKind kind, IsolationException e, HttpServerRequest request) {
        return problem(kind, e, request).toResponse().build();
    }

    private static Problem problem(ProblemKind kind, IsolationException e, HttpServerRequest request) {
        return Problem.of(kind, e.getMessage(), request.path());
    }
}
