package io.quarkiverse.nsexec.runtime.worker;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

import io.quarkiverse.nsexec.runtime.payload.Frame;
import io.quarkiverse.nsexec.runtime.payload.FrameStreams;
import io.quarkiverse.nsexec.runtime.payload.PayloadCap;

/**
 * The main class of a worker: reads one request from descriptor 0, which is a socket, runs the task, writes one answer to the
 * same socket, and ends. Descriptors 1 and 2 are the task's output.
 */
public final class WorkerMain {

    private WorkerMain() {
    }

    /** @param arguments {@code max-payload} in bytes, and the profile's name */
    public static void main(String[] arguments) throws IOException {
        PayloadCap cap = new PayloadCap(Long.parseLong(arguments[0]), arguments[1]);
        InputStream requests = new FileInputStream(FileDescriptor.in);
        FileOutputStream answers = new FileOutputStream(FileDescriptor.in); // a socket serves both directions
        PrintStream output = System.out; // the task may put others in their place
        PrintStream errors = System.err;
        System.setIn(InputStream.nullInputStream());
        WorkerMode.enter();
        WorkerRequest request = WorkerRequest.decode(FrameStreams.read(requests, cap).body());
        Frame answer = new TaskRun(request, cap).answer();
        flush(System.out);
        flush(System.err);
        output.flush();
        errors.flush();
        FrameStreams.write(answers, answer);
        Runtime.getRuntime().halt(0); // threads that the task left behind end with it
    }

    /** A stream of the task's may be anything; an answer that is there must not be lost by it. */
    private static void flush(PrintStream stream) {
        try {
            if (stream != null) {
                stream.flush();
            }
        } catch (Throwable e) {
            // it was the task's own output
        }
    }
}
