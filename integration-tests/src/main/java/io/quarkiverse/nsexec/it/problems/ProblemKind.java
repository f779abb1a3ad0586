package io.quarkiverse.nsexec.it.problems;

import java.net.URI;

/**
 * The kinds of problem that this service knows; {@code problems.html} explains each.
 */
enum ProblemKind {

    MALFORMED_REQUEST("malformed-request", 400, "The request is malformed"),
    CROSS_SITE("cross-site", 403, "Requests of other sites are refused"),
    NOT_FOUND("not-found", 404, "There is nothing here"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This cannot be done here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "The answer cannot be given in that format"),
    TOO_LARGE("too-large", 413, "The content is too large"),
    UNSUPPORTED_TYPE("unsupported-type", 415, "This kind of content is not supported"),
    UNUSABLE_INPUT("unusable-input", 422, "The content cannot be used"),
    TASK_BROKE("task-broke", 422, "The content broke the task that opened it"),
    QUEUE_FULL("queue-full", 429, "Too many tasks are waiting"),
    UNEXPECTED("unexpected", 500, "Something unexpected happened"),
    CANNOT_ISOLATE("cannot-isolate", 503, "This host cannot isolate tasks"),
    SANDBOX_LOST("sandbox-lost", 503, "The sandbox could not be made or was lost"),
    TIMEOUT("timeout", 504, "The task took too long");

    private final URI type;
    private final int status;
    private final String title;

    ProblemKind(String name, int status, String title) {
        this.type = URI.create("/problems.html#" + name);
        this.status = status;
        this.title = title;
    }

    URI type() {
        return type;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The kind for an error status that the framework chose, or null where that is none of ours. */
    static ProblemKind ofStatus(int status) {
        for (ProblemKind kind : values()) {
            if (kind.status == status) {
                return kind;
            }
        }
        return null;
    }
}
