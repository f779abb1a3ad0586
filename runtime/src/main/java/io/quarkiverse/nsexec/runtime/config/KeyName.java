package io.quarkiverse.nsexec.runtime.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of a configuration key below the prefix, in its segments: parted by dots, except within quotes.
 */
final class KeyName {

    /**
     * @param text without its quotes
     * @param quoted whether it had some
     */
    record Segment(String text, boolean quoted) {
    }

    private KeyName() {
    }

    static List<Segment> split(String name) {
        List<Segment> segments = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean inQuotes = false;
        boolean quoted = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && i + 1 < name.length()) {
                text.append(name.charAt(++i));
            } else if (c == '"') {
                inQuotes = !inQuotes;
                quoted = true;
            } else if (c == '.' && !inQuotes) {
                segments.add(new Segment(text.toString(), quoted));
                text.setLength(0);
                quoted = false;
            } else {
                text.append(c);
            }
        }
        segments.add(new Segment(text.toString(), quoted));
        return segments;
    }

    static String join(List<Segment> segments) {
        StringBuilder name = new StringBuilder();
        for (Segment segment : segments) {
            if (name.length() > 0) {
                name.append('.');
            }
            name.append(segment.text());
        }
        return name.toString();
    }
}
