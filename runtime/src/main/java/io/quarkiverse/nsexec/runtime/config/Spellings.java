package io.quarkiverse.nsexec.runtime.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkiverse.nsexec.runtime.config.KeyName.Segment;

/**
 * The rule that what is the same is spelled alike. SmallRye Config reads a profile under one spelling of its name, which one is
 * chance, and ignores what stands under the other: two spellings of a key do not override each other as two sources do.
 */
final class Spellings {

    private static final String REMOVE = "remove one of them";

    /** The names of the keys by what they mean: the first one that is spelled so. */
    private final Map<List<String>, String> keys = new HashMap<>();
    /** For each profile the first one of its keys. */
    private final Map<String, String> profiles = new HashMap<>();
    private final SortedSet<String> violations = new TreeSet<>();

    private Spellings() {
    }

    static SortedSet<String> check(WrittenKeys written, Set<String> known) {
        SortedMap<String, WrittenKeys.Key> byName = new TreeMap<>();
        for (WrittenKeys.Key key : written.all()) {
            put(key.name(), key, byName);
        }
        for (WrittenKeys.Key key : written.fromEnvironment()) {
            put(withDashes(key.name(), known), key, byName);
        }
        Spellings spellings = new Spellings();
        // quotes sort before letters: what lacks them is reported
        for (Map.Entry<String, WrittenKeys.Key> entry : byName.entrySet()) {
            spellings.check(entry.getKey(), entry.getValue());
        }
        return spellings.violations;
    }

    private static void put(String name, WrittenKeys.Key key, Map<String, WrittenKeys.Key> byName) {
        if (key.active()) {
            byName.putIfAbsent(name, key);
        }
    }

    /** The configuration lists MY_PROFILE as my.profile, as it does not know the profiles. */
    private static String withDashes(String name, Set<String> known) {
        List<Segment> segments = KeyName.split(name);
        if (KeyRules.isOfDefaultProfile(segments) || KeyRules.isOfProfile(segments.subList(1, segments.size()))) {
            return name;
        }
        for (String profile : known) {
            for (Set<String> leaves : List.of(ConfigKeys.BUILD_TIME, ConfigKeys.RUN_TIME)) {
                for (String leaf : leaves) {
                    String key = profile + "." + leaf;
                    if (variable(key).equals(variable(name))) {
                        return key;
                    }
                }
            }
        }
        return name;
    }

    private void check(String name, WrittenKeys.Key key) {
        List<Segment> segments = KeyName.split(name);
        List<Segment> rest = segments.subList(1, segments.size());
        if (KeyRules.isOfDefaultProfile(segments)) {
            checkKey(name, ConfigKeys.DEFAULT_PROFILE, segments, key, REMOVE);
        } else if (KeyRules.isOfProfile(rest)) {
            checkNamed(name, segments.get(0), rest, key);
        }
    }

    private void checkNamed(String name, Segment profile, List<Segment> rest, WrittenKeys.Key key) {
        String quoted = ConfigKeys.of(profile.text(), KeyName.join(rest));
        String fix = "spell the profile alike in all sources, best in quotes, as an environment variable " + variable(quoted);
        if (checkKey(name, profile.text(), rest, key, fix)) {
            String other = profiles.putIfAbsent(profile.text(), name);
            if (other != null && KeyName.split(other).get(0).quoted() != profile.quoted()) {
                add(name, rest, key, "spells its profile in another way than " + ConfigKeys.PREFIX + other
                        + ", and only one of them would be read", fix);
            }
        }
    }

    /** Whether it is the only spelling of this key so far. */
    private boolean checkKey(String name, String profile, List<Segment> ofProfile, WrittenKeys.Key key, String fix) {
        String text = KeyName.join(ofProfile);
        String other = keys.putIfAbsent(List.of(profile, text), name);
        if (other == null && ConfigKeys.LISTS.contains(KeyRules.unindexed(text)) && !KeyRules.unindexed(text).equals(text)) {
            other = keys.get(List.of(profile, KeyRules.unindexed(text)));
        }
        if (other != null) {
            add(name, ofProfile, key, "is the same key as " + ConfigKeys.PREFIX + other + ", which is set too", fix);
        }
        return other == null;
    }

    private void add(String name, List<Segment> ofProfile, WrittenKeys.Key key, String rule, String fix) {
        String shown = KeyRules.value(key, ofProfile);
        violations.add(Violations.text(ConfigKeys.PREFIX + name, new Finding("", shown, rule, fix).text()));
    }

    private static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
