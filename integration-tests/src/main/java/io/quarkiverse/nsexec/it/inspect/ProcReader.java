package io.quarkiverse.nsexec.it.inspect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the folder of one process below {@code /proc}.
 */
final class ProcReader {

    static final String UNREADABLE = "-";

    private final Path folder;

    /**
     * @param process a pid, or {@code self}
     */
    ProcReader(String process) {
        this.folder = Path.of("/proc", process);
    }

    /** The content of a file without blanks around it. */
    String text(String file) {
        try {
            return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            return UNREADABLE;
        }
    }

    /** The lines of a file, with single blanks. */
    List<String> lines(String file) {
        List<String> lines = new ArrayList<>();
        for (String line : text(file).split("\n")) {
            if (!line.isBlank()) {
                lines.add(line.strip().replaceAll("\\s+", " "));
            }
        }
        return lines;
    }

    /** The parts of a file that separates them by NUL, as {@code cmdline} and {@code environ} do. */
    List<String> strings(String file) {
        List<String> strings = new ArrayList<>();
        for (String string : text(file).split("\0")) {
            if (!string.isEmpty()) {
                strings.add(string);
            }
        }
        return strings;
    }

    /** A file that holds a number; null where it may not be read. */
    Long number(String file) {
        String text = text(file);
        return UNREADABLE.equals(text) ? null : Long.valueOf(text);
    }

    /**
     * The effective id of {@code status}: the second of real, effective, saved and file system id; null where it may not be
     * read.
     *
     * @param field {@code Uid} or {@code Gid}
     */
    Long effectiveId(String field) {
        List<Long> ids = status(field);
        return ids.size() < 2 ? null : ids.get(1);
    }

    /** The supplementary groups. */
    List<Long> groups() {
        return status("Groups");
    }

    private List<Long> status(String field) {
        List<Long> numbers = new ArrayList<>();
        for (String line : lines("status")) {
            if (line.startsWith(field + ": ")) {
                for (String number : line.substring(field.length() + 2).split(" ")) {
                    numbers.add(Long.valueOf(number));
                }
            }
        }
        return numbers;
    }

    /** Where each link of {@code ns} leads. */
    Map<String, String> namespaces() {
        Map<String, String> links = new TreeMap<>();
        try (DirectoryStream<Path> namespaces = Files.newDirectoryStream(folder.resolve("ns"))) {
            for (Path link : namespaces) {
                links.put(link.getFileName().toString(), target(link));
            }
        } catch (IOException e) {
            // as unreadable as its links would be
        }
        return links;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return UNREADABLE;
        }
    }
}
