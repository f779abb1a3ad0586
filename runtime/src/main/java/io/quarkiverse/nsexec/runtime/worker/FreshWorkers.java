package io.quarkiverse.nsexec.runtime.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.nsexec.runtime.config.SandboxProfile;
import io.quarkiverse.nsexec.runtime.launch.Descriptor;
import io.quarkiverse.nsexec.runtime.launch.Descriptors;
import io.quarkiverse.nsexec.runtime.launch.EventLoop;
import io.quarkiverse.nsexec.runtime.launch.Launcher;
import io.quarkiverse.nsexec.runtime.launch.Sandbox;
import io.quarkiverse.nsexec.runtime.launch.Sockets;
import io.quarkiverse.nsexec.runtime.launch.TaskSpec;
import io.quarkiverse.nsexec.runtime.payload.Frame;
import io.quarkiverse.nsexec.runtime.payload.PayloadCap;

/**
 * A new worker for each request: nothing of one call is left for the next.
 */
public final class FreshWorkers implements WorkerPool {

    private final Launcher launcher;
    private final WorkerCommand command;

    public FreshWorkers(Launcher launcher, WorkerSettings settings) {
        this.launcher = launcher;
        this.command = new WorkerCommand(settings);
    }

    @Override
    public WorkerExchange exchange(SandboxProfile profile, PayloadCap cap, String task, Frame request) {
        List<Descriptor> open = new ArrayList<>();
        try {
            Descriptor[] frames = add(open, Sockets.pair());
            Descriptor[] output = add(open, Descriptors.pipe());
            Descriptor[] errors = add(open, Descriptors.pipe());
            Descriptors.setNonBlocking(frames[0]);
            Descriptors.setNonBlocking(output[0]);
            Descriptors.setNonBlocking(errors[0]);
            List<Descriptor> passed = new ArrayList<>(List.of(frames[1], output[1], errors[1]));
            TaskSpec spec = command.spec(cap, passed);
            Sandbox sandbox = launcher.start(profile, spec, passed);
            FrameExchange exchange = new FrameExchange(request, cap);
            try { // from here on the loops own the service's ends
                launcher.log().register(output[0], EventLoop.READ, new OutputLog(task, Logger.Level.INFO));
                launcher.log().register(errors[0], EventLoop.READ, new OutputLog(task, Logger.Level.WARN));
                launcher.events().register(frames[0], EventLoop.READ | EventLoop.WRITE, exchange);
            } catch (IOException | RuntimeException e) {
                sandbox.kill();
                throw e;
            }
            return new FreshWorker(task, sandbox, exchange);
        } catch (IOException e) { // such as EMFILE; the method that is called need not declare it
            Descriptor.close(open.toArray(new Descriptor[0]));
            throw Launcher.failure("A worker for " + task, e);
        } catch (RuntimeException e) {
            Descriptor.close(open.toArray(new Descriptor[0]));
            throw e;
        }
    }

    private static Descriptor[] add(List<Descriptor> open, Descriptor[] pair) {
        open.addAll(List.of(pair));
        return pair;
    }
}
