package io.quarkiverse.nsexec.runtime.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The settings of the kernel that decide about namespaces, read from /proc when an error has to be explained.
 */
final class HostSettings {

    private final Path proc;

    /** @param proc where /proc is mounted */
    HostSettings(Path proc) {
        this.proc = proc;
    }

    /** The value of a sysctl such as {@code user.max_user_namespaces}; null where this kernel has none. */
    String sysctl(String name) {
        return read(proc.resolve("sys").resolve(name.replace('.', '/')));
    }

    boolean sysctlIs(String name, String value) {
        return value.equals(sysctl(name));
    }

    /** Whether a seccomp filter is in force over this process (proc(5), {@code Seccomp: 2}). */
    boolean hasSeccompFilter() {
        return "2".equals(status("Seccomp"));
    }

    /** The last capability sets that the service has in effect, as proc(5) writes them; null where unknown. */
    boolean hasCapability(int number) {
        String effective = status("CapEff");
        return effective != null && (Long.parseUnsignedLong(effective, 16) & 1L << number) != 0;
    }

    private String status(String field) {
        String status = read(proc.resolve("self/status"));
        if (status == null) {
            return null;
        }
        for (String line : status.split("\n")) {
            if (line.startsWith(field + ":")) {
                return line.substring(field.length() + 1).trim();
            }
        }
        return null;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).trim();
        } catch (IOException | SecurityException e) {
            return null; // no such setting here, or none of our business
        }
    }
}
