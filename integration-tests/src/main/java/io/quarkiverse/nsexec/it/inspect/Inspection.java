package io.quarkiverse.nsexec.it.inspect;

import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Three processes side by side.
 */
record Inspection(
        @Schema(description = "The isolated task, as it sees itself") ProcessFacts task,
        @Schema(description = "The service, as it sees itself") ProcessFacts service,
        @Schema(description = "The launcher, as the service sees it") Optional<ProcessFacts> launcher) {
}
