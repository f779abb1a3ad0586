package io.quarkiverse.nsexec.runtime.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What this JVM holds that a task could leave behind.
 *
 * @param descriptors open pipes, sockets and the like
 * @param threads names of those that nsexec made
 * @param children child processes, zombies among them
 */
public record Counts(List<String> descriptors, Set<String> threads, int children) {

    public static Counts now() {
        Set<String> threads = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("nsexec")) {
                threads.add(thread.getName());
            }
        }
        int children = countChildren(); // first: NIO keeps a socket from its first use on
        return new Counts(openDescriptors(), threads, children);
    }

    /** The counts as of now, as they are once the threads that nsexec made have ended. */
    public static Counts withoutThreads() {
        Counts now = now();
        return new Counts(now.descriptors(), Set.of(), now.children());
    }

    /** Without files, which the JVM opens when it likes. */
    private static List<String> openDescriptors() {
        List<String> descriptors = new ArrayList<>();
        for (File descriptor : new File("/proc/self/fd").listFiles()) {
            try {
                String target = Files.readSymbolicLink(descriptor.toPath()).toString();
                if (!target.startsWith("/") || target.startsWith("/memfd:") || target.equals("/dev/null")) {
                    descriptors.add(target.replaceAll("\\[.*]|/[0-9]+/", ""));
                }
            } catch (IOException e) {
                continue; // the one that listed the directory
            }
        }
        Collections.sort(descriptors);
        return descriptors;
    }

    /** Waits until it is like before; for what ends by itself. */
    public static void await(Counts wanted) throws InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        Counts last = now();
        while (!last.equals(wanted)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(last + " instead of " + wanted);
            }
            Thread.onSpinWait();
            last = now();
        }
    }

    private static int countChildren() {
        int children = 0;
        try {
            for (File task : new File("/proc/self/task").listFiles()) {
                String pids = Files.readString(Path.of(task.getPath(), "children")).trim();
                children += pids.isEmpty() ? 0 : pids.split(" ").length;
            }
        } catch (IOException e) {
            return countChildren(); // a thread ended meanwhile
        }
        return children;
    }
}
