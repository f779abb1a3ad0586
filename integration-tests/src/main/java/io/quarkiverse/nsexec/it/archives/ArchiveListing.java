package io.quarkiverse.nsexec.it.archives;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is in an archive.
 */
record ArchiveListing(
        List<ArchiveEntry> entries,
        @Schema(description = "Bytes of all entries, unpacked") long size,
        @Schema(description = "Bytes of all entries, packed") long compressedSize) {
}
