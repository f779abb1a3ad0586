package io.quarkiverse.nsexec.it.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.nsexec.it.Client;
import io.quarkiverse.nsexec.it.Processes;

/**
 * A running service, in a process of its own.
 */
final class Service {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private final Process process;
    private final Path log;
    private final Client client;

    private Service(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.client = new Client(awaitPort());
    }

    static Service start(ProcessBuilder builder, Path log) {
        try {
            return new Service(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Client client() {
        return client;
    }

    long pid() {
        return process.pid();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Processes.Entry> descendants() {
        return Processes.descendants(pid());
    }

    /** The resident process that makes the sandboxes. */
    Processes.Entry launcher() {
        return descendants().stream()
                .filter(child -> child.parent() == pid() && child.comm().startsWith("nsexec"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no launcher among " + descendants()));
    }

    /** The first worker that runs a Java task; waits for one. */
    Processes.Entry awaitWorker() {
        AtomicReference<Processes.Entry> worker = new AtomicReference<>();
        boolean there = Processes.await(() -> {
            descendants().stream().filter(child -> child.comm().equals("java")).findFirst().ifPresent(worker::set);
            return worker.get() != null;
        });
        assertThat(there).as("a worker comes").isTrue();
        return worker.get();
    }

    /** Ends it as an operator does, by SIGTERM. */
    void terminate() {
        process.destroy();
        awaitEnd();
    }

    /** Ends it as the kernel does when memory runs out, by SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the service has ended").isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int awaitPort() {
        Matcher[] listening = new Matcher[1];
        boolean there = Processes.await(() -> {
            listening[0] = LISTENING.matcher(log());
            return listening[0].find() || !process.isAlive();
        });
        if (!there || !process.isAlive()) {
            process.destroyForcibly();
            throw new AssertionError("The service does not listen:\n" + log());
        }
        return Integer.parseInt(listening[0].group(1));
    }
}
