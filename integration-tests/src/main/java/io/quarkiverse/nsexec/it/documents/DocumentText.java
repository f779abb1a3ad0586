package io.quarkiverse.nsexec.it.documents;

import java.time.Instant;
import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a PDF says, about itself and otherwise.
 */
record DocumentText(
        Optional<String> title,
        Optional<String> author,
        Optional<String> subject,
        Optional<String> keywords,
        Optional<String> creator,
        Optional<String> producer,
        Optional<Instant> created,
        Optional<Instant> modified,
        @Schema(description = "Version of PDF", examples = "1.7") String version,
        @Schema(description = "How many pages the document has") int pages,
        @Schema(description = "How many of them the text is from") int pagesRead,
        String text) {
}
