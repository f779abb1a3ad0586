package io.quarkiverse.nsexec.runtime.launch;

import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.nsexec.runtime.TestProfiles;

/**
 * Runs some tasks as whoever started it, and prints what came of them.
 */
public final class UnprivilegedMain {

    private UnprivilegedMain() {
    }

    public static void main(String[] args) throws Exception {
        try (Launcher launcher = new Launcher()) {
            System.out.println("service uid " + ServiceIdentity.current().uid());
            System.out.println(output(launcher, "/bin/sh", "-c",
                    "echo inside $(id -u) $(id -g); cat /proc/self/uid_map /proc/self/gid_map /proc/self/oom_score_adj"));
            for (int i = 0; i < 10; i++) {
                output(launcher, "/bin/true");
            }
            Counts before = Counts.now();
            for (int i = 0; i < 50; i++) {
                output(launcher, "/bin/true");
            }
            Counts after = Counts.now();
            System.out.println("leaks nothing: " + (after.equals(before) ? "true" : before + " -> " + after));
            Sandbox running = start(launcher, "/bin/sleep", "1000");
            running.started().toCompletableFuture().get();
            Libc.kill(launcher.pid(), 9);
            running.exited().whenComplete((report, failure) -> System.out.println("killed: " + failure.getMessage()));
            running.reaped().toCompletableFuture().get();
            System.out.println("next: " + output(launcher, "/bin/echo", "works"));
        }
    }

    private static String output(Launcher launcher, String... command) throws Exception {
        Descriptor[] pipe = Descriptors.pipe();
        Sandbox sandbox = launcher.start(TestProfiles.standard(), TaskSpec.of(command),
                List.of(nothing(), pipe[1], Descriptors.duplicateStandard(2)));
        sandbox.started().toCompletableFuture().get();
        try (InputStream in = Descriptors.toInputStream(pipe[0])) {
            String output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            sandbox.reaped().toCompletableFuture().get();
            return output;
        }
    }

    private static Sandbox start(Launcher launcher, String... command) throws Exception {
        List<Descriptor> descriptors = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            descriptors.add(nothing());
        }
        return launcher.start(TestProfiles.standard(), TaskSpec.of(command), descriptors);
    }

    private static Descriptor nothing() throws Exception {
        return Descriptors.open(new File("/dev/null"), Descriptors.O_RDWR, 0);
    }
}
