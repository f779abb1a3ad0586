package io.quarkiverse.nsexec.it.archives;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One entry of an archive.
 */
record ArchiveEntry(
        @Schema(description = "As the archive has it; not fit to be used as a path unseen") String name,
        boolean directory,
        @Schema(description = "Bytes, unpacked") long size,
        @Schema(description = "Bytes, packed") long compressedSize,
        Optional<Instant> lastModified,
        Set<EntryWarning> warnings) {
}
