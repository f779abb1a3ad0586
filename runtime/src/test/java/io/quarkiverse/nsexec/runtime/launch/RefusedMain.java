package io.quarkiverse.nsexec.runtime.launch;

import java.util.List;
import java.util.concurrent.ExecutionException;

import io.quarkiverse.nsexec.runtime.TestProfiles;
import io.quarkiverse.nsexec.runtime.config.IdMapping;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;

/**
 * Tries to make a sandbox where that is forbidden, and prints what the caller is told.
 */
public final class RefusedMain {

    private RefusedMain() {
    }

    public static void main(String[] args) throws Exception {
        SandboxProfile profile = switch (args[0]) {
            case "range" -> TestProfiles.mapped(List.of(new IdMapping(0, IdMapping.SELF, 1), new IdMapping(1, 100000, 1000)));
            case "score" -> TestProfiles.withScore(-1000);
            default -> TestProfiles.standard();
        };
        try (Launcher launcher = new Launcher()) {
            Sandbox sandbox = launcher.start(profile, TaskSpec.of("/bin/true"), List.of());
            try {
                System.out.println("started " + sandbox.started().toCompletableFuture().get());
            } catch (ExecutionException e) {
                System.out.println(e.getCause());
            }
            sandbox.reaped().toCompletableFuture().get();
        }
    }
}
