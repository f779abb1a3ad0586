package io.quarkiverse.nsexec.runtime.task;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.nsexec.runtime.launch.Descriptor;
import io.quarkiverse.nsexec.runtime.launch.Descriptors;

/**
 * The three streams of a command: what the task gets as its descriptors 0 to 2, and the service's ends of the pipes. Files
 * are opened here, by the service: the sandbox sees their descriptors alone.
 */
final class CommandStreams implements Closeable {

    private static final File NULL_DEVICE = new File("/dev/null");

    /** Standard input that is at its end from the start. */
    static final Redirect EMPTY = Redirect.from(NULL_DEVICE);

    private final List<Descriptor> task = new ArrayList<>(3);
    private Descriptor input;
    private Descriptor output;
    private Descriptor error;

    private CommandStreams() {
    }

    static CommandStreams open(Redirect input, Redirect output, Redirect error, boolean merge) throws IOException {
        CommandStreams streams = new CommandStreams();
        try {
            streams.openInput(input);
            streams.output = streams.openOutput(output, 1);
            if (merge) {
                streams.task.add(Descriptors.duplicate(streams.task.get(1)));
            } else {
                streams.error = streams.openOutput(error, 2);
            }
            return streams;
        } catch (IOException | RuntimeException e) {
            streams.closeTask();
            streams.close();
            throw e;
        }
    }

    /** What the task gets, in order. Whoever passes it on closes it. */
    List<Descriptor> task() {
        return task;
    }

    /** The end to write the task's standard input to; null where it comes from elsewhere. */
    Descriptor input() {
        return input;
    }

    /** The end to read the task's standard output from; null where it goes elsewhere. */
    Descriptor output() {
        return output;
    }

    /** The end to read the task's standard error from; null where it goes elsewhere, or where standard output does. */
    Descriptor error() {
        return error;
    }

    /** Closes the service's ends. */
    @Override
    public void close() {
        Descriptor.close(input, output, error);
    }

    private void closeTask() {
        Descriptor.close(task.toArray(new Descriptor[0]));
    }

    private void openInput(Redirect source) throws IOException {
        if (source == Redirect.PIPE) {
            Descriptor[] pipe = Descriptors.pipe();
            task.add(pipe[0]);
            input = pipe[1];
        } else if (source == Redirect.INHERIT) {
            task.add(Descriptors.duplicateStandard(0));
        } else {
            task.add(Descriptors.openForReading(source.file()));
        }
    }

    private Descriptor openOutput(Redirect destination, int number) throws IOException {
        if (destination == Redirect.PIPE) {
            Descriptor[] pipe = Descriptors.pipe();
            task.add(pipe[1]);
            return pipe[0];
        }
        if (destination == Redirect.INHERIT) {
            task.add(Descriptors.duplicateStandard(number));
        } else {
            task.add(Descriptors.openForWriting(destination.file(), destination.type() == Redirect.Type.APPEND));
        }
        return null;
    }
}
