package io.quarkiverse.nsexec.runtime.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The isolation settings of one profile, parsed and valid. All of it is fixed at build time.
 *
 * @param name the profile's name, empty for the default profile
 * @param create the namespaces to create; pid is always among them
 * @param join paths of existing namespaces to join
 * @param uidMappings lines of uid_map; empty where no user namespace is created
 * @param gidMappings lines of gid_map; empty where no user namespace is created
 * @param setgroups whether setgroups(2) stays allowed; null: denied where the service is unprivileged
 * @param user uid inside, or {@link #UNCHANGED}
 * @param group gid inside, or {@link #UNCHANGED}
 * @param additionalGroups supplementary groups inside
 * @param oomScoreAdj -1000..1000
 * @param hostname null: leave as it is
 * @param domainname null: leave as it is
 * @param monotonicOffset null: none
 * @param boottimeOffset null: none
 * @param workingDirectory absolute path
 * @param environment the variables to set
 * @param inheritEnvironment names of variables of the service to pass on where they are set
 */
public record SandboxProfile(
        String name,
        Set<Namespace> create,
        Map<Namespace, String> join,
        List<IdMapping> uidMappings,
        List<IdMapping> gidMappings,
        Boolean setgroups,
        long user,
        long group,
        List<Long> additionalGroups,
        int oomScoreAdj,
        String hostname,
        String domainname,
        Duration monotonicOffset,
        Duration boottimeOffset,
        String workingDirectory,
        Map<String, String> environment,
        List<String> inheritEnvironment) {

    /** The id of the service, as it is: the default where the sandbox has no user namespace of its own. */
    public static final long UNCHANGED = -1;

    /** Keeps copies that nobody can change, in an order that is the same in every build. */
    public SandboxProfile {
        create = Collections.unmodifiableSet(new LinkedHashSet<>(create));
        join = Collections.unmodifiableMap(new LinkedHashMap<>(join));
        uidMappings = List.copyOf(uidMappings);
        gidMappings = List.copyOf(gidMappings);
        additionalGroups = List.copyOf(additionalGroups);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        inheritEnvironment = List.copyOf(inheritEnvironment);
    }
}
