package io.quarkiverse.nsexec.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The host's processes, as {@code /proc} has them.
 */
public final class Processes {

    /** Generous: what is waited for takes milliseconds, and what never comes is told late rather than wrongly. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    private static final Path PROC = Path.of("/proc");

    /**
     * A process. Pids are used again: the start time tells one from its successor.
     *
     * @param startTime clock ticks after boot (proc_pid_stat(5))
     */
    public record Entry(long pid, long parent, String comm, char state, long startTime) {

        public boolean isThere() {
            Entry now = read(pid);
            return now != null && now.startTime == startTime;
        }
    }

    private Processes() {
    }

    /** All descendants of a process that are there now, zombies included. */
    public static List<Entry> descendants(long root) {
        List<Entry> all = all();
        Set<Long> family = new HashSet<>(Set.of(root));
        List<Entry> descendants = new ArrayList<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Entry entry : all) {
                if (family.contains(entry.parent) && family.add(entry.pid)) {
                    descendants.add(entry);
                    grown = true;
                }
            }
        }
        return descendants;
    }

    public static List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        for (String pid : list(PROC)) {
            if (Character.isDigit(pid.charAt(0))) {
                Entry entry = read(Long.parseLong(pid));
                if (entry != null) {
                    all.add(entry);
                }
            }
        }
        return all;
    }

    /** Ends it by SIGKILL. */
    public static void kill(Entry entry) {
        ProcessHandle.of(entry.pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** How many file descriptors a process has. */
    public static int descriptors(long pid) {
        return list(PROC.resolve(pid + "/fd")).size();
    }

    /** The names of a process's threads. */
    public static List<String> threads(long pid) {
        List<String> names = new ArrayList<>();
        for (String thread : list(PROC.resolve(pid + "/task"))) {
            names.add(text(PROC.resolve(pid + "/task/" + thread + "/comm")).strip());
        }
        names.sort(null);
        return names;
    }

    /** Processes with that text in their command line. */
    public static List<Entry> with(String mark) {
        List<Entry> marked = new ArrayList<>();
        for (Entry entry : all()) {
            if (text(PROC.resolve(entry.pid + "/cmdline")).contains(mark)) {
                marked.add(entry);
            }
        }
        return marked;
    }

    public static void awaitSomeWith(String mark) {
        assertThat(await(() -> !with(mark).isEmpty())).as("a process with " + mark + " comes").isTrue();
    }

    public static void awaitNoneWith(String mark) {
        assertThat(await(() -> with(mark).isEmpty())).as("no process with " + mark + " stays: " + with(mark)).isTrue();
    }

    public static void awaitGone(List<Entry> entries) {
        assertThat(await(() -> entries.stream().noneMatch(Entry::isThere)))
                .as(() -> "gone: " + entries.stream().filter(Entry::isThere).toList()).isTrue();
    }

    /** Waits for a condition; false where it never comes true. */
    public static boolean await(BooleanSupplier condition) {
        long end = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        return true;
    }

    private static Entry read(long pid) {
        // pid (comm) state ppid ... starttime is the 22nd field; comm may hold blanks and brackets
        String stat = text(PROC.resolve(pid + "/stat"));
        int end = stat.lastIndexOf(')');
        if (end < 0) {
            return null;
        }
        String[] fields = stat.substring(end + 2).split(" ");
        return new Entry(pid, Long.parseLong(fields[1]), stat.substring(stat.indexOf('(') + 1, end), fields[0].charAt(0),
                Long.parseLong(fields[19]));
    }

    /** Empty where the process has ended in the meantime. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> list(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
            }
        } catch (IOException e) {
            // the process has ended
        }
        return names;
    }
}
