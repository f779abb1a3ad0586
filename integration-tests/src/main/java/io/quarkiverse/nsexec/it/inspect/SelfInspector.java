package io.quarkiverse.nsexec.it.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.nsexec.it.inspect.ProcessFacts.Attempt;

/**
 * Tells what the process that it runs in sees of itself: the service's, or a sandbox's.
 */
@ApplicationScoped
class SelfInspector {

    static final String LABEL = "inspect.label";

    private final String label;

    SelfInspector(@ConfigProperty(name = LABEL) String label) {
        this.label = label;
    }

    ProcessFacts facts() {
        ProcReader self = new ProcReader("self");
        return new ProcessFacts(
                ProcessHandle.current().pid(),
                self.text("comm"),
                new ProcReader("1").text("comm"),
                self.effectiveId("Uid"),
                self.effectiveId("Gid"),
                self.groups(),
                self.lines("uid_map"),
                self.lines("gid_map"),
                self.number("oom_score_adj"),
                Optional.empty(),
                new ProcReader("sys").text("kernel/hostname"),
                self.lines("cgroup"),
                self.namespaces(),
                List.copyOf(new TreeSet<>(System.getenv().keySet())),
                Map.of(LABEL, label));
    }

    /** The attempt is part of the task only: the service would harm itself if it succeeded. */
    ProcessFacts factsAndAttempts() {
        return facts().with(lowerOomScoreAdj());
    }

    private static Attempt lowerOomScoreAdj() {
        Path file = Path.of("/proc/self/oom_score_adj");
        try {
            int current = Integer.parseInt(Files.readString(file).strip());
            Files.writeString(file, Integer.toString(current - 1));
            return new Attempt(true, null);
        } catch (IOException e) {
            return new Attempt(false, e.getMessage());
        }
    }

    /** The places where this process has that text: its environment, properties, arguments, configuration and mounts. */
    List<String> traces(String text) {
        List<String> places = new ArrayList<>();
        System.getenv().forEach((name, value) -> note(places, "environment " + name, name + "=" + value, text));
        System.getProperties().forEach((name, value) -> note(places, "property " + name, name + "=" + value, text));
        ProcReader self = new ProcReader("self");
        for (String argument : self.strings("cmdline")) {
            note(places, "command line", argument, text);
        }
        for (String variable : self.strings("environ")) {
            note(places, "initial environment", variable, text);
        }
        for (String mount : self.lines("mountinfo")) {
            note(places, "mount", mount, text);
        }
        Config config = ConfigProvider.getConfig();
        for (String name : config.getPropertyNames()) {
            note(places, "configuration " + name, name + "=" + config.getConfigValue(name).getRawValue(), text);
        }
        places.sort(null);
        return places;
    }

    private static void note(List<String> places, String place, String content, String text) {
        if (content.contains(text)) {
            places.add(place);
        }
    }
}
