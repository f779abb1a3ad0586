package io.quarkiverse.nsexec.runtime.task;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.quarkiverse.nsexec.CommandResult;
import io.quarkiverse.nsexec.IsolatedProcess;
import io.quarkiverse.nsexec.IsolatedProcessBuilder;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;
import io.quarkiverse.nsexec.runtime.launch.TaskSpec;

/**
 * Collects what a command is to be, and starts it.
 */
final class CommandBuilder implements IsolatedProcessBuilder {

    private final CommandProcesses processes;
    private final Map<String, String> environment = new TreeMap<>();
    private String profile = "";
    private List<String> command = List.of();
    private String directory;
    private Redirect input = Redirect.PIPE;
    private Redirect output = Redirect.PIPE;
    private Redirect error = Redirect.PIPE;
    private boolean merge;

    CommandBuilder(CommandProcesses processes) {
        this.processes = processes;
    }

    @Override
    public IsolatedProcessBuilder profile(String name) {
        Objects.requireNonNull(name, "name");
        if (processes.profiles.profile(name) == null) {
            throw new IllegalArgumentException("Unknown profile \"" + name + "\"; there are " + processes.profiles.names());
        }
        profile = name;
        return this;
    }

    @Override
    public IsolatedProcessBuilder command(List<String> command) {
        this.command = List.copyOf(command);
        return this;
    }

    @Override
    public IsolatedProcessBuilder command(String... command) {
        return command(List.of(command));
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public IsolatedProcessBuilder directory(String directory) {
        this.directory = directory;
        return this;
    }

    @Override
    public IsolatedProcessBuilder redirectInput(Redirect source) {
        if (source.type() == Redirect.Type.WRITE || source.type() == Redirect.Type.APPEND) {
            throw new IllegalArgumentException("Standard input cannot come from " + source);
        }
        input = source;
        return this;
    }

    @Override
    public IsolatedProcessBuilder redirectOutput(Redirect destination) {
        output = checkDestination(destination);
        return this;
    }

    @Override
    public IsolatedProcessBuilder redirectError(Redirect destination) {
        error = checkDestination(destination);
        return this;
    }

    private static Redirect checkDestination(Redirect destination) {
        if (destination.type() == Redirect.Type.READ) {
            throw new IllegalArgumentException("Output cannot go to " + destination);
        }
        return destination;
    }

    @Override
    public IsolatedProcessBuilder redirectErrorStream(boolean merge) {
        this.merge = merge;
        return this;
    }

    @Override
    public IsolatedProcessBuilder inheritIO() {
        return redirectInput(Redirect.INHERIT).redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
    }

    @Override
    public IsolatedProcess start() throws IOException {
        try {
            return begin(input, (task, streams) -> new CommandProcess(task, streams));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted before the command ran");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    @Override
    public CommandResult run(int maxOutput) throws IOException, InterruptedException {
        if (maxOutput < 0) {
            throw new IllegalArgumentException("maxOutput = " + maxOutput + " is below 0");
        }
        Redirect source = input == Redirect.PIPE ? CommandStreams.EMPTY : input;
        return begin(source, (task, streams) -> new CommandRun(task, streams, processes.launcher.log(), maxOutput)).result();
    }

    /** What to make of a task that is on its way; owns the streams from then on. */
    private interface Use<T> {

        T of(CommandTask task, CommandStreams streams) throws IOException;
    }

    private <T> T begin(Redirect source, Use<T> use) throws IOException, InterruptedException {
        SandboxProfile settings = processes.profiles.profile(profile);
        if (settings == null) {
            throw new IllegalStateException("There is no default profile; there are " + processes.profiles.names());
        }
        TaskSpec spec = new TaskSpec(command, environment, directory);
        ProfileGate.Slot slot = processes.gates.gate(profile).acquire();
        CommandStreams streams = null;
        CommandTask task;
        try {
            streams = CommandStreams.open(source, output, error, merge);
            task = CommandTask.start(processes.launcher, settings, processes.profiles.limits(profile), spec, streams.task(),
                    slot);
        } catch (IOException | RuntimeException | Error e) {
            slot.release(); // nothing was started
            if (streams != null) {
                streams.close();
            }
            throw e;
        }
        T used = null;
        try {
            used = use.of(task, streams);
            task.awaitStart();
            return used;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            task.kill();
            if (used == null) {
                streams.close();
            }
            throw e;
        }
    }

}
