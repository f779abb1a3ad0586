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
    /** The key, or null where it is not set. */
    final List<String> namespaces;
    final Set<Namespace> create;
    final Map<Namespace, String> join = new EnumMap<>(Namespace.class);
    final MappingDraft uids;
    final MappingDraft gids;
    final String setgroupsText;
    /** Each as it is written, null where not set; and as it is read, null also where not readable. */
    final String userText;
    final Long user;
    final String groupText;
    final Long group;
    final List<String> additionalGroupTexts;
    final List<Long> additionalGroups = new ArrayList<>();
    final Integer oomScoreAdj;
    final String hostname;
    final String domainname;
    final String monotonicText;
    final Duration monotonic;
    final String boottimeText;
    final Duration boottime;
    final String workingDirectory;
    final Map<String, String> environment = new TreeMap<>();
    final List<String> inheritEnvironment = new ArrayList<>();

    ProfileDraft(ProfileBuildTimeConfig config) {
        readJoin(config.join());
        namespaces = Texts.ofList(config.namespaces());
        create = namespaces != null ? readNamespaces() : defaultNamespaces();
        uids = new MappingDraft("uid-mappings", Texts.ofList(config.uidMappings()));
        gids = new MappingDraft("gid-mappings", Texts.ofList(config.gidMappings()));
        setgroupsText = Texts.of(config.setgroups());
        userText = Texts.of(config.user());
        user = read(userText, Ids::id);
        groupText = Texts.of(config.group());
        group = read(groupText, Ids::id);
        additionalGroupTexts = Texts.ofList(config.additionalGroups());
        readAll(additionalGroupTexts, Ids::id, additionalGroups);
        oomScoreAdj = read(Texts.of(config.oomScoreAdj()), OomScoreAdj.Validator::parse);
        hostname = Texts.of(config.hostname());
        domainname = Texts.of(config.domainname());
        monotonicText = Texts.of(config.timeOffsets().monotonic());
        monotonic = read(monotonicText, Durations::positive);
        boottimeText = Texts.of(config.timeOffsets().boottime());
        boottime = read(boottimeText, Durations::positive);
        workingDirectory = Texts.of(config.workingDirectory());
        for (Map.Entry<String, Optional<String>> entry : config.environment().entrySet()) {
            environment.put(entry.getKey(), entry.getValue().orElse(""));
        }
        readAll(Texts.ofList(config.inheritEnvironment()), Names::inheritedName, inheritEnvironment);
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
                join.put(namespace, entry.getValue().orElse("").strip());
            }
        }
    }

    private Set<Namespace> readNamespaces() {
        Set<Namespace> named = EnumSet.noneOf(Namespace.class);
        for (String key : namespaces) {
            Namespace namespace = Namespace.ofKey(key);
            if (namespace == null) {
                namespacesComplete = false;
            } else {
                named.add(namespace);
            }
        }
        return named;
    }

    private Set<Namespace> defaultNamespaces() {
        Set<Namespace> allButTime = EnumSet.complementOf(EnumSet.of(Namespace.TIME));
        allButTime.removeAll(join.keySet());
        return allButTime;
    }

    private static <T> T read(String text, Parser<T> parser) {
        if (text == null) {
            return null;
        }
        try {
            return parser.parse(text);
        } catch (Refused reportedByTheKeysOwnRule) {
            return null;
        }
    }

    private static <T> void readAll(List<String> texts, Parser<T> parser, List<T> into) {
        if (texts == null) {
            return;
        }
        for (String text : texts) {
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
