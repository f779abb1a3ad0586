package io.quarkiverse.nsexec.it.scripts;

import java.io.Closeable;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary file that loses its name before anything is in it. The kernel frees it with its last descriptor, however the
 * service ends, and nobody else comes by it.
 */
final class NamelessFile implements Closeable {

    private final FileOutputStream out;
    private final File descriptor;

    NamelessFile(byte[] content) throws IOException {
        Path name = Files.createTempFile("nameless-", null);
        try {
            out = new FileOutputStream(name.toFile());
            descriptor = descriptor(name.toFile().getCanonicalFile());
        } finally {
            Files.delete(name);
        }
        out.write(content);
    }

    /** Opened, it is this file from its start (proc_pid_fd(5)); valid until this is closed. */
    File file() {
        return descriptor;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static File descriptor(File file) throws IOException {
        File[] descriptors = new File("/proc/self/fd").listFiles();
        for (File descriptor : descriptors == null ? new File[0] : descriptors) {
            if (descriptor.getCanonicalFile().equals(file)) {
                return descriptor;
            }
        }
        throw new FileNotFoundException("No descriptor of " + file + " below /proc/self/fd");
    }
}
