package io.quarkiverse.nsexec.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules for what stands below a key. What they find is reported at the key itself, with the name behind it.
 */
final class MapRules {

    private MapRules() {
    }

    static List<Finding> namespacePaths(Map<String, Optional<String>> paths) {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, Optional<String>> entry : new TreeMap<>(paths).entrySet()) {
            String path = entry.getValue().orElse("").strip();
            try {
                Namespaces.named(entry.getKey());
                Names.namespacePath(path);
            } catch (Refused refused) {
                findings.add(new Finding(ConfigKeys.quoted(entry.getKey()), path, refused.rule(), refused.fix()));
            }
        }
        return findings;
    }

    static List<Finding> environment(Map<String, Optional<String>> variables) {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, Optional<String>> entry : new TreeMap<>(variables).entrySet()) {
            try {
                Names.environmentName(entry.getKey());
                Names.environmentValue(entry.getKey(), entry.getValue().orElse(""));
            } catch (Refused refused) {
                findings.add(new Finding(ConfigKeys.quoted(entry.getKey()), Finding.HIDDEN, refused.rule(), refused.fix()));
            }
        }
        return findings;
    }
}
