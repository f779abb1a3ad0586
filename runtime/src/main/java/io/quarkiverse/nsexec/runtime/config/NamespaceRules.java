package io.quarkiverse.nsexec.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules for what goes together with which namespaces.
 */
final class NamespaceRules {

    private static final String NAMESPACES = "namespaces";

    private final ProfileDraft profile;
    private final List<Finding> findings = new ArrayList<>();

    private NamespaceRules(ProfileDraft profile) {
        this.profile = profile;
    }

    static List<Finding> check(ProfileDraft profile) {
        NamespaceRules rules = new NamespaceRules(profile);
        rules.createdOrJoined();
        rules.ownPid();
        if (profile.namespacesComplete) {
            rules.mountForProc();
            rules.namesNeedUts("hostname", profile.hostname);
            rules.namesNeedUts("domainname", profile.domainname);
            rules.offsetNeedsTime("time-offsets.monotonic", profile.monotonicText);
            rules.offsetNeedsTime("time-offsets.boottime", profile.boottimeText);
        }
        return rules.findings;
    }

    private void createdOrJoined() {
        for (Map.Entry<Namespace, String> joined : profile.join.entrySet()) {
            String name = joined.getKey().key();
            if (profile.namespaces != null && profile.create.contains(joined.getKey())) {
                add(ConfigKeys.join(name), joined.getValue(), "a namespace must not be both created and joined",
                        "remove " + name + " from namespaces, or remove this key");
            }
        }
    }

    /** Without its own, a task could outlive its sandbox, or signal its init. */
    private void ownPid() {
        String joined = profile.join.get(Namespace.PID);
        if (joined != null) {
            add(ConfigKeys.join(Namespace.PID.key()), joined,
                    "the pid namespace must be created and not joined, as a task could outlive its sandbox otherwise",
                    "remove this key, and name pid in namespaces");
        } else if (profile.namespacesComplete && !profile.create.contains(Namespace.PID)) {
            add(NAMESPACES, namespacesText(), "pid must be among them, as a task could outlive its sandbox otherwise",
                    "add pid");
        }
    }

    /** Also where another's is joined: the sandbox would mount its /proc over theirs. */
    private void mountForProc() {
        if (!profile.create.contains(Namespace.PID) || profile.create.contains(Namespace.MOUNT)) {
            return;
        }
        String joined = profile.join.get(Namespace.MOUNT);
        if (joined != null) {
            add(ConfigKeys.join(Namespace.MOUNT.key()), joined,
                    "pid needs a created mount namespace, as /proc could not be the sandbox's own otherwise",
                    "remove this key, and name mount in namespaces");
        } else {
            add(NAMESPACES, namespacesText(), "pid needs mount beside it, as /proc could not be the sandbox's own otherwise",
                    "add mount");
        }
    }

    private void namesNeedUts(String key, String value) {
        if (value != null && !profile.create.contains(Namespace.UTS) && !profile.join.containsKey(Namespace.UTS)) {
            add(key, value, "needs the uts namespace, as it would be that of the host otherwise",
                    "add uts to namespaces, or remove this key");
        }
    }

    private void offsetNeedsTime(String key, String value) {
        if (value != null && !profile.create.contains(Namespace.TIME)) {
            add(key, value, "needs a created time namespace, as only the first process in one can set its clocks",
                    profile.join.containsKey(Namespace.TIME)
                            ? "remove this key, or create the time namespace instead of joining it"
                            : "add time to namespaces, or remove this key");
        }
    }

    private String namespacesText() {
        return profile.namespaces == null ? "" : String.join(",", profile.namespaces);
    }

    private void add(String key, String value, String rule, String fix) {
        findings.add(new Finding(key, value, rule, fix));
    }
}
