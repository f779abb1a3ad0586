package io.quarkiverse.nsexec.it.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Looks at the launcher from outside: it is the child of the service that is called nsexec.
 */
@ApplicationScoped
class LauncherInspector {

    Optional<ProcessFacts> facts() {
        return ProcessHandle.current().children()
                .filter(child -> new ProcReader(Long.toString(child.pid())).text("comm").startsWith("nsexec"))
                .findFirst()
                .map(launcher -> facts(launcher.pid()));
    }

    private static ProcessFacts facts(long pid) {
        ProcReader launcher = new ProcReader(Long.toString(pid));
        return new ProcessFacts(
                pid,
                launcher.text("comm"),
                new ProcReader("1").text("comm"),
                launcher.effectiveId("Uid"),
                launcher.effectiveId("Gid"),
                launcher.groups(),
                launcher.lines("uid_map"),
                launcher.lines("gid_map"),
                launcher.number("oom_score_adj"),
                Optional.empty(),
                new ProcReader("sys").text("kernel/hostname"),
                launcher.lines("cgroup"),
                launcher.namespaces(),
                names(launcher.strings("environ")),
                Map.of());
    }

    private static List<String> names(List<String> environment) {
        return environment.stream().map(variable -> variable.replaceFirst("=.*", "")).sorted().toList();
    }
}
