package io.quarkiverse.nsexec.it.scripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.nsexec.IsolatedProcesses;
import io.quarkus.runtime.configuration.MemorySize;

/**
 * Runs scripts of strangers, each in a sandbox of its own.
 */
@ApplicationScoped
class ScriptRunner {

    private final IsolatedProcesses processes;
    private final int maxOutput;

    ScriptRunner(IsolatedProcesses processes, @ConfigProperty(name = "scripts.max-output") MemorySize maxOutput) {
        this.processes = processes;
        this.maxOutput = Math.toIntExact(maxOutput.asLongValue());
    }

    /** The script goes in as a file rather than as an argument, which anybody on the host could read. */
    ScriptResult run(byte[] script) throws InterruptedException {
        try {
            Path file = Files.createTempFile("script-", ".sh");
            try {
                Files.write(file, script);
                return run(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScriptResult run(Path script) throws IOException, InterruptedException {
        return ScriptResult.of(processes.command("/bin/sh", "-s")
                .profile("scripts")
                .redirectInput(Redirect.from(script.toFile()))
                .run(maxOutput));
    }
}
