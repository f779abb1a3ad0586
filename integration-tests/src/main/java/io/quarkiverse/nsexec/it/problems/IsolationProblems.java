package io.quarkiverse.nsexec.it.problems;

import java.util.regex.Pattern;

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

    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    @ServerExceptionMapper
    Response tooLarge(PayloadException e, HttpServerRequest request) {
        return answer(ProblemKind.TOO_LARGE, Logger.Level.INFO, e, request,
                "The content, or what the task made of it, is more than may pass between the service and the task.");
    }

    /** The task threw what its method does not declare: an OutOfMemoryError, for example. */
    @ServerExceptionMapper
    Response failed(TaskFailedException e, HttpServerRequest request) {
        return answer(ProblemKind.TASK_BROKE, Logger.Level.WARN, e, request,
                "The task ran into an error that it did not foresee.");
    }

    @ServerExceptionMapper
    Response killed(TaskKilledException e, HttpServerRequest request) {
        return answer(ProblemKind.TASK_BROKE, Logger.Level.WARN, e, request, e.outOfMemory()
                ? "The task was ended because memory ran out."
                : "The task ended before it had an answer.");
    }

    @ServerExceptionMapper
    Response rejected(TaskRejectedException e, HttpServerRequest request) {
        Response response = answer(ProblemKind.QUEUE_FULL, Logger.Level.INFO, e, request,
                "As many tasks of this kind run and wait as may; this one was not started.");
        response.getHeaders().add(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return response;
    }

    @ServerExceptionMapper
    Response timeout(TaskTimeoutException e, HttpServerRequest request) {
        return answer(ProblemKind.TIMEOUT, Logger.Level.INFO, e, request, "The task was ended because it took too long.");
    }

    /** Its message tells the operator what to change on the host. */
    @ServerExceptionMapper
    Response unsupported(IsolationUnsupportedException e, HttpServerRequest request) {
        return answer(ProblemKind.CANNOT_ISOLATE, Logger.Level.ERROR, e, request,
                "The log of the service tells what to change on the host.");
    }

    @ServerExceptionMapper
    Response launcher(LauncherException e, HttpServerRequest request) {
        return answer(ProblemKind.SANDBOX_LOST, Logger.Level.WARN, e, request, "The task was lost; it may be tried again.");
    }

    /** What the exception says names methods and settings: that is for the log. */
    private static Response answer(ProblemKind kind, Logger.Level level, IsolationException e, HttpServerRequest request,
            String detail) {
        boolean hostsFault = kind.status() >= 500 && kind != ProblemKind.TIMEOUT;
        LOG.log(level, request.path() + ": " + kind.title() + ": " + oneLine(e.getMessage()), hostsFault ? e : null);
        return Problem.of(kind, detail, request.path()).toResponse().build();
    }

    /** The task may have written it, and must not write lines of the log. */
    private static String oneLine(String message) {
        return message == null ? "" : CONTROLS.matcher(message).replaceAll(" ");
    }
}
