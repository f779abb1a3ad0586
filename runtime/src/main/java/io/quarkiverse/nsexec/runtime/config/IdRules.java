package io.quarkiverse.nsexec.runtime.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules for what goes together of mappings, users and groups.
 */
final class IdRules {

    private static final String ADDITIONAL_GROUPS = "additional-groups";
    private static final String SETGROUPS = "setgroups";

    private final ProfileDraft profile;
    private final List<Finding> findings = new ArrayList<>();

    private IdRules(ProfileDraft profile) {
        this.profile = profile;
    }

    static List<Finding> check(ProfileDraft profile) {
        IdRules rules = new IdRules(profile);
        rules.mappingNeedsCreatedUser(profile.uids);
        rules.mappingNeedsCreatedUser(profile.gids);
        if (profile.createsUser()) {
            rules.mappingNeedsTheOther(profile.uids, profile.gids);
            rules.mappingNeedsTheOther(profile.gids, profile.uids);
            rules.idIsCovered("user", profile.user, profile.userText, profile.uids);
            rules.idIsCovered("group", profile.group, profile.groupText, profile.gids);
            rules.additionalGroupsAreCovered();
            rules.groupsNeedMoreThanSelf();
        } else if (profile.namespacesComplete && !profile.hasUserNamespace()) {
            rules.rootNeedsUserNamespace();
        }
        rules.additionalGroupsNeedSetgroups();
        return rules.findings;
    }

    private void mappingNeedsCreatedUser(MappingDraft mapping) {
        if (!mapping.isSet()) {
            return;
        }
        if (profile.join.containsKey(Namespace.USER)) {
            add(mapping.key, mapping.text(), "a joined user namespace has its mappings already",
                    "remove this key, or create the user namespace instead of joining it");
        } else if (profile.namespacesComplete && !profile.createsUser()) {
            add(mapping.key, mapping.text(), "needs a created user namespace", "add user to namespaces, or remove this key");
        }
    }

    private void mappingNeedsTheOther(MappingDraft mapping, MappingDraft other) {
        if (!mapping.isAuto() && !other.isSet()) {
            add(mapping.key, mapping.text(), "a user namespace needs both mappings, and " + other.key + " is not set",
                    "set " + other.key + ", too");
        }
    }

    private void idIsCovered(String key, Long id, String text, MappingDraft mapping) {
        if (text != null && id == null) {
            return; // not readable, which is reported there
        }
        long wanted = id == null ? 0 : id;
        if (isUncovered(wanted, mapping)) {
            add(key, id == null ? wanted + " (the default)" : text, "no entry of " + mapping.key + " covers it",
                    "add an entry such as " + wanted + ":self:1 to " + mapping.key + ", or choose an id that one covers");
        }
    }

    private void additionalGroupsAreCovered() {
        for (long group : profile.additionalGroups) {
            if (isUncovered(group, profile.gids)) {
                add(ADDITIONAL_GROUPS, Long.toString(group), "no entry of " + profile.gids.key + " covers it",
                        "add an entry that does, or remove the group");
            }
        }
    }

    private boolean isUncovered(long id, MappingDraft mapping) {
        List<IdMapping> entries = profile.inForce(mapping);
        if (entries == null) {
            return false;
        }
        for (IdMapping entry : entries) {
            if (id >= entry.container() && id < entry.container() + entry.size()) {
                return false;
            }
        }
        return true;
    }

    /** Without privileges gid_map takes one's own group alone, and that only with setgroups denied (user_namespaces(7)). */
    private void groupsNeedMoreThanSelf() {
        List<IdMapping> entries = profile.inForce(profile.gids);
        if (entries == null || entries.size() != 1 || entries.get(0).host() != IdMapping.SELF) {
            return;
        }
        String rule = "does not go with a single 'self' mapping, for which the kernel wants setgroups denied";
        if (Setgroups.ALLOW.equals(profile.setgroupsText)) {
            add(SETGROUPS, profile.setgroupsText, rule, "remove this key, or map more groups in gid-mappings");
        }
        if (profile.additionalGroupTexts != null) {
            add(ADDITIONAL_GROUPS, String.join(",", profile.additionalGroupTexts), rule,
                    "remove this key, or map more groups in gid-mappings");
        }
    }

    private void rootNeedsUserNamespace() {
        if (profile.user != null && profile.user == 0) {
            add("user", profile.userText, "without a user namespace this is root of the host",
                    "add user to namespaces, or choose another id");
        }
    }

    private void additionalGroupsNeedSetgroups() {
        if (profile.additionalGroupTexts != null && Setgroups.DENY.equals(profile.setgroupsText)) {
            add(ADDITIONAL_GROUPS, String.join(",", profile.additionalGroupTexts), "cannot be set with setgroups=deny",
                    "remove this key, or write setgroups=allow");
        }
    }

    private void add(String key, String value, String rule, String fix) {
        findings.add(new Finding(key, value, rule, fix));
    }
}
