package io.quarkiverse.nsexec.it.archives;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.nsexec.Isolated;

/**
 * Unpacks archives of strangers into nothing, each in a process of its own. It keeps no more than a buffer of their content and
 * has no guard against bombs: the time and the memory of the sandbox are one.
 */
@ApplicationScoped
class ArchiveLister {

    private static final int SUSPICIOUS_RATIO = 100;

    /** Below this, a ratio says nothing: a file of a thousand equal characters is no attack. */
    private static final long SUSPICIOUS_FROM = 1 << 20;

    @Isolated("archives")
    ArchiveListing list(byte[] archive) throws BrokenArchiveException {
        if (!looksLikeZip(archive)) {
            throw new BrokenArchiveException("This is neither a zip nor a jar.", 0);
        }
        List<ArchiveEntry> entries = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            Set<String> names = new HashSet<>();
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                long size = unpack(zip);
                zip.closeEntry();
                entries.add(describe(entry, size, names.add(entry.getName())));
            }
        } catch (IOException | RuntimeException e) {
            throw new BrokenArchiveException("The archive breaks off after " + entries.size() + " entries: " + e.getMessage(),
                    entries.size());
        }
        long size = entries.stream().mapToLong(ArchiveEntry::size).sum();
        long compressedSize = entries.stream().mapToLong(ArchiveEntry::compressedSize).sum();
        return new ArchiveListing(entries, size, compressedSize);
    }

    /** A local file header, or the end of an archive without entries (APPNOTE.TXT 4.3.7, 4.3.16). */
    private static boolean looksLikeZip(byte[] content) {
        return content.length > 3 && content[0] == 'P' && content[1] == 'K'
                && (content[2] == 3 && content[3] == 4 || content[2] == 5 && content[3] == 6);
    }

    private static long unpack(InputStream entry) throws IOException {
        return entry.transferTo(OutputStream.nullOutputStream());
    }

    private static ArchiveEntry describe(ZipEntry entry, long size, boolean first) {
        long compressedSize = Math.max(0, entry.getCompressedSize());
        Set<EntryWarning> warnings = EnumSet.noneOf(EntryWarning.class);
        if (leavesItsFolder(entry.getName())) {
            warnings.add(EntryWarning.LEAVES_ITS_FOLDER);
        }
        if (size >= SUSPICIOUS_FROM && size / SUSPICIOUS_RATIO > compressedSize) {
            warnings.add(EntryWarning.EXPANDS_A_LOT);
        }
        if (!first) {
            warnings.add(EntryWarning.LISTED_TWICE);
        }
        return new ArchiveEntry(entry.getName(), entry.isDirectory(), size, compressedSize,
                Optional.ofNullable(entry.getLastModifiedTime()).map(FileTime::toInstant), warnings);
    }

    private static boolean leavesItsFolder(String name) {
        String path = name.replace('\\', '/');
        return path.startsWith("/") || path.matches("[A-Za-z]:.*") || ("/" + path + "/").contains("/../");
    }
}
