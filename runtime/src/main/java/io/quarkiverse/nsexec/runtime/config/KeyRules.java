package io.quarkiverse.nsexec.runtime.config;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.quarkiverse.nsexec.runtime.config.KeyName.Segment;

/**
 * The rules for the names of keys: what is misspelled must not be ignored, as it would be a protection that is thought to be
 * there.
 */
public final class KeyRules {

    /** Keys whose empty text says something, other than that they are not set. */
    private static final List<String> NEVER_EMPTY = List.of("namespaces", "uid-mappings", "gid-mappings");

    private static final String AT_START = "was not there when the application was built";

    private static final Pattern EMPTY_LIST = Pattern.compile("[\\s,]*");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");

    private final SortedSet<String> profiles;
    private final String unknownProfile;
    private final boolean building;
    private final SortedSet<String> violations = new TreeSet<>();

    private KeyRules(SortedSet<String> profiles, String unknownProfile, boolean building) {
        this.profiles = profiles;
        this.unknownProfile = unknownProfile;
        this.building = building;
    }

    /** The violations while the application is built: a profile consists of build-time keys. */
    public static SortedSet<String> whileBuilding(WrittenKeys keys, SortedSet<String> profiles) {
        return check(keys, profiles, "has run-time keys only, so there is no such profile", true);
    }

    /** The violations at start, where no profile can be added. */
    static SortedSet<String> atStart(WrittenKeys keys, SortedSet<String> profiles) {
        return check(keys, profiles, AT_START, false);
    }

    static Finding unknownAtStart(String profile, SortedSet<String> profiles) {
        KeyRules rules = new KeyRules(profiles, AT_START, false);
        return rules.unknown(profile, Finding.HIDDEN);
    }

    private static SortedSet<String> check(WrittenKeys keys, SortedSet<String> profiles, String unknownProfile,
            boolean building) {
        KeyRules rules = new KeyRules(profiles, unknownProfile, building);
        for (WrittenKeys.Key key : keys.all()) {
            rules.check(key);
        }
        rules.violations.addAll(Spellings.check(keys, profiles));
        return rules.violations;
    }

    private void check(WrittenKeys.Key key) {
        List<Segment> name = KeyName.split(key.name());
        List<Segment> rest = name.subList(1, name.size());
        String first = name.get(0).text();
        if (isOfDefaultProfile(name)) {
            ofDefaultProfile(key, name);
        } else if (isOfProfile(rest)) {
            ofNamedProfile(key, first, rest);
        } else if (ConfigKeys.LATER.contains(first) || !rest.isEmpty() && ConfigKeys.LATER.contains(rest.get(0).text())) {
            add(key, value(key, name), "is not supported in this version", "remove it");
        } else {
            add(key, name.size() == 1 ? key.value() : Finding.HIDDEN, "is an unknown key",
                    "the nearest known one is " + ConfigKeys.PREFIX + NearestKey.of(name));
        }
    }

    private void ofDefaultProfile(WrittenKeys.Key key, List<Segment> name) {
        Segment last = name.get(name.size() - 1);
        if (name.get(0).text().equals("environment") && !last.quoted() && isLeaf(last.text())) {
            add(key, Finding.HIDDEN,
                    "is either a variable of the default profile, or a key of a profile that cannot have this name",
                    "write " + ConfigKeys.PREFIX + "environment." + ConfigKeys.quoted(last.text())
                            + " for the variable, or give the profile another name");
        } else {
            requireContent(key, name);
        }
    }

    private void ofNamedProfile(WrittenKeys.Key key, String profile, List<Segment> rest) {
        if (ConfigKeys.RESERVED.contains(profile)) {
            add(key, value(key, rest), "a profile must not have the name of a key of the default profile",
                    "give the profile another name than " + profile);
        } else if (profile.isEmpty() || profile.equals(ConfigKeys.UNNAMED)) {
            add(key, value(key, rest), "is no name for a profile",
                    "remove the name to mean the default profile, or choose another");
        } else if (key.active() && !profiles.contains(profile)) {
            add(key, unknown(profile, value(key, rest)));
        } else {
            requireContent(key, rest);
        }
    }

    private void requireContent(WrittenKeys.Key key, List<Segment> name) {
        if (!key.resolved() && isReadNow(name)) {
            add(key, value(key, name), "holds an expression that cannot be resolved, so that the default would hold",
                    "set what it names, or give it a default such as ${name:value}");
        } else if (key.active() && NEVER_EMPTY.contains(unindexed(KeyName.join(name)))
                && EMPTY_LIST.matcher(key.inForce()).matches()) {
            add(key, key.value(), "must not be empty", "remove the key for the default, or list what you want");
        }
    }

    /** What a run-time key names may be there at start only, and what a build-time key names may be gone by then. */
    private boolean isReadNow(List<Segment> name) {
        return building != ConfigKeys.RUN_TIME.contains(KeyName.join(name));
    }

    private Finding unknown(String profile, String value) {
        return new Finding("", value, "the profile \"" + profile + "\" " + unknownProfile,
                "correct the name, or set a build-time key of it when you build; known are " + known());
    }

    private String known() {
        StringBuilder names = new StringBuilder("the default one");
        for (String profile : profiles) {
            if (!profile.equals(ConfigKeys.DEFAULT_PROFILE)) {
                names.append(", ").append(ConfigKeys.quoted(profile));
            }
        }
        return names.toString();
    }

    private void add(WrittenKeys.Key key, String value, String rule, String fix) {
        add(key, new Finding("", value, rule, fix));
    }

    private void add(WrittenKeys.Key key, Finding finding) {
        violations.add(Violations.text(key.written(), finding.text()));
    }

    /** The value as far as it may be told. */
    static String value(WrittenKeys.Key key, List<Segment> ofProfile) {
        return ofProfile.get(0).text().equals("environment") ? Finding.HIDDEN : key.value();
    }

    /** Whether this is a key of the default profile rather than one of a profile that the name begins with. */
    static boolean isOfDefaultProfile(List<Segment> name) {
        return isOfProfile(name) && !(name.get(0).quoted() && isOfProfile(name.subList(1, name.size())));
    }

    /** Whether this is a key of a profile, whatever the profile's name. */
    static boolean isOfProfile(List<Segment> name) {
        if (name.isEmpty()) {
            return false;
        }
        return name.size() == 2 && ConfigKeys.MAPS.contains(name.get(0).text()) || isLeaf(KeyName.join(name));
    }

    private static boolean isLeaf(String name) {
        return ConfigKeys.BUILD_TIME.contains(name) || ConfigKeys.RUN_TIME.contains(name)
                || ConfigKeys.LISTS.contains(unindexed(name));
    }

    /** The key of a list for that of an entry, {@code namespaces} for {@code namespaces[0]}. */
    static String unindexed(String name) {
        return INDEX.matcher(name).replaceFirst("");
    }
}
