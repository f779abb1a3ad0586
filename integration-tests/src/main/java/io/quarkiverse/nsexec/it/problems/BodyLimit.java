package io.quarkiverse.nsexec.it.problems;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Says 413 with a body. Quarkus refuses announced lengths above {@code quarkus.http.limits.max-body-size} before any exception
 * mapper is in reach, with an empty answer. (It cuts off unannounced ones as well; those keep the empty answer.)
 */
@Singleton
class BodyLimit {

    /** Filters with a positive priority run before the handler of Quarkus, which has order -2. */
    private static final int BEFORE_QUARKUS = 100;

    /** How long a client may go on sending before the connection is closed: one that writes before it reads gets the answer. */
    private static final long LINGER_MILLIS = 2_000;

    private final long limit;
    private final ObjectMapper json;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit, ObjectMapper json) {
        this.limit = limit.asLongValue();
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_QUARKUS);
    }

    private void check(RoutingContext context) {
        if (announcedLength(context.request()) > limit) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private void refuse(RoutingContext context) {
        HttpServerRequest request = context.request();
        String body = body(request);
        request.response().setStatusCode(ProblemKind.TOO_LARGE.status())
                .putHeader(HttpHeaders.CONNECTION, "close")
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        request.handler(discarded -> {
        });
        request.endHandler(end -> request.connection().close());
        request.response().end(body);
        request.resume();
        context.vertx().setTimer(LINGER_MILLIS, timer -> request.connection().close());
    }

    private String body(HttpServerRequest request) {
        try {
            return json.writeValueAsString(Problem.of(ProblemKind.TOO_LARGE,
                    "At most " + limit + " bytes are accepted.", request.path()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
