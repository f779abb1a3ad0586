package io.quarkiverse.nsexec.runtime.config;

import java.util.List;

import io.quarkiverse.nsexec.runtime.config.KeyName.Segment;

/**
 * What an unknown key may have been meant to be.
 */
final class NearestKey {

    private String nearest;
    private int distance = Integer.MAX_VALUE;

    private NearestKey() {
    }

    /** The known key that is spelled most like this one, of the default profile or of the one that the name begins with. */
    static String of(List<Segment> name) {
        NearestKey search = new NearestKey();
        search.among(name, "");
        if (name.size() > 1) {
            search.among(name.subList(1, name.size()), ConfigKeys.quoted(name.get(0).text()) + ".");
        }
        return search.nearest;
    }

    private void among(List<Segment> name, String prefix) {
        String text = KeyName.join(name);
        for (String key : ConfigKeys.BUILD_TIME) {
            offer(prefix + key, text, key);
        }
        for (String key : ConfigKeys.RUN_TIME) {
            offer(prefix + key, text, key);
        }
        for (String key : ConfigKeys.MAPS) {
            if (name.size() > 1) {
                String below = KeyName.join(name.subList(1, name.size()));
                offer(prefix + key + "." + ConfigKeys.quoted(below), name.get(0).text(), key);
            } else {
                offer(prefix + key + ".\"...\"", text, key);
            }
        }
    }

    private void offer(String candidate, String written, String known) {
        int away = distance(written, known);
        if (away < distance) {
            distance = away;
            nearest = candidate;
        }
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
