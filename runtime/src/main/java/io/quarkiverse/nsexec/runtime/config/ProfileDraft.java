package io.quarkiverse.nsexec.runtime.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A profile as far as its texts can be read, for the rules that look at more than one key, and for the profile itself once no
 * rule is broken. What a key's own rule refuses is left out here; it is reported there.
 */
final class ProfileDraft {

    static final int DEFAULT_OOM_SCORE_ADJ = 500;
    static final String DEFAULT_HOSTNAME = "sandbox";
    static final String DEFAULT_WORKING_DIRECTORY = "/";

    private static final List<IdMapping> AUTO_MAPPING = List.of(new IdMapping(0, IdMapping.SELF, 1));

    /** Whether every name of a namespace could be read: otherwise what seems to lack may be what is misspelled. */
    boolean namespacesComplete = true;
    /** The namespaces of the key, or null where it is not set. */
    final Set<Namespace> named;
    final Set<Namespace> create;
    final Map<Namespace, String> join = new EnumMap<>(Namespace.class);
    final MappingDraft uids;
    final MappingDraft gids;
    final String setgroupsText;
    /** Null where not set or not readable. */
    final Long user;
    final Long group;
    final List<Long> additionalGroups = new ArrayList<>();
    final Integer oomScoreAdj;
    final String hostname;
    final String domainname;
    final Duration monotonic;
    final Duration boottime;
    final String workingDirectory;
    final Map<String, String> environment = new TreeMap<>();
    final List<String> inheritEnvironment = new ArrayList<>();

    ProfileDraft(ProfileBuildTimeConfig config) {
        readJoin(config.join());
        named = readNamespaces(Texts.ofList(config.namespaces()));
        create = named != null ? named : defaultNamespaces();
        uids = new MappingDraft("uid-mappings", Texts.ofList(config.uidMappings()));
        gids = new MappingDraft("gid-mappings", Texts.ofList(config.gidMappings()));
        setgroupsText = Texts.of(config.setgroups());
        user = read(config.user(), Ids::id);
        group = read(config.group(), Ids::id);
        readAll(config.additionalGroups(), Ids::id, additionalGroups);
        oomScoreAdj = read(config.oomScoreAdj(), OomScoreAdj.Validator::parse);
        hostname = read(config.hostname(), Names::hostName);
        domainname = read(config.domainname(), Names::hostName);
        monotonic = read(config.timeOffsets().monotonic(), Durations::positive);
        boottime = read(config.timeOffsets().boottime(), Durations::positive);
        workingDirectory = read(config.workingDirectory(), Names::absolutePath);
        for (Map.Entry<String, Optional<String>> entry : config.environment().entrySet()) {
            environment.put(entry.getKey(), entry.getValue().orElse(""));
        }
        readAll(config.inheritEnvironment(), Names::environmentName, inheritEnvironment);
    }

    boolean createsUser() {
        return create.contains(Namespace.USER);
    }

    boolean hasUserNamespace() {
        return createsUser() || join.containsKey(Namespace.USER);
    }

    /** The mapping in force: none without a created user namespace, null where it cannot be read. */
    List<IdMapping> inForce(MappingDraft mapping) {
        if (!createsUser()) {
            return List.of();
        }
        return mapping.isAuto() ? AUTO_MAPPING : mapping.entries;
    }

    /** The profile. Only for one that breaks no rule. */
    SandboxProfile toProfile(String name) {
        long defaultId = hasUserNamespace() ? 0 : SandboxProfile.UNCHANGED;
        return new SandboxProfile(name, create, join, inForce(uids), inForce(gids),
                setgroupsText == null ? null : Boolean.valueOf(setgroupsText.equals(Setgroups.ALLOW)),
                user != null ? user : defaultId,
                group != null ? group : defaultId,
                additionalGroups,
                oomScoreAdj != null ? oomScoreAdj : DEFAULT_OOM_SCORE_ADJ,
                hostname == null && create.contains(Namespace.UTS) ? DEFAULT_HOSTNAME : hostname,
                domainname, monotonic, boottime,
                workingDirectory != null ? workingDirectory : DEFAULT_WORKING_DIRECTORY,
                environment, inheritEnvironment);
    }

    private void readJoin(Map<String, Optional<String>> config) {
        for (Map.Entry<String, Optional<String>> entry : config.entrySet()) {
            Namespace namespace = Namespace.ofKey(entry.getKey());
            if (namespace == null) {
                namespacesComplete = false;
            } else {
                join.put(namespace, entry.getValue().orElse(""));
            }
        }
    }

    private Set<Namespace> readNamespaces(List<String> keys) {
        if (keys == null) {
            return null;
        }
        Set<Namespace> namespaces = EnumSet.noneOf(Namespace.class);
        for (String key : keys) {
            Namespace namespace = Namespace.ofKey(key);
            if (namespace == null) {
                namespacesComplete = false;
            } else {
                namespaces.add(namespace);
            }
        }
        return namespaces;
    }

    private Set<Namespace> defaultNamespaces() {
        Set<Namespace> namespaces = EnumSet.complementOf(EnumSet.of(Namespace.TIME));
        namespaces.removeAll(join.keySet());
        return namespaces;
    }

    private static <T> T read(Optional<String> text, Parser<T> parser) {
        return text.isPresent() ? read(Texts.of(text), parser) : null;
    }

    private static <T> T read(String text, Parser<T> parser) {
        try {
            return parser.parse(text);
        } catch (Refused reportedByTheKeysOwnRule) {
            return null;
        }
    }

    private static <T> void readAll(Optional<List<String>> texts, Parser<T> parser, List<T> into) {
        if (texts.isEmpty()) {
            return;
        }
        for (String text : Texts.ofList(texts)) {
            T value = read(text, parser);
            if (value != null) {
                into.add(value);
            }
        }
    }

    interface Parser<T> {
        T parse(String text) throws Refused;
    }
}
