package io.quarkiverse.nsexec.it.scripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;

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
        try (NamelessFile file = new NamelessFile(script)) {
            return ScriptResult.of(processes.command("/bin/sh", "-s")
                    .profile("scripts")
                    .redirectInput(Redirect.from(file.file()))
                    .run(maxOutput));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
