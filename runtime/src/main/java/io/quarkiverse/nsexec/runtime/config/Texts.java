package io.quarkiverse.nsexec.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The raw texts of the mappings, without the blanks around them, in which nobody sees a difference.
 */
final class Texts {

    /** More would bury the rule. */
    private static final int LONGEST_PRINTED = 200;

    private Texts() {
    }

    /** The text, or null where nothing is set. */
    static String of(Optional<String> text) {
        return text.isPresent() ? text.get().strip() : null;
    }

    /** The texts, or null where nothing is set. */
    static List<String> ofList(Optional<List<String>> texts) {
        return texts.isPresent() ? stripped(texts.get()) : null;
    }

    static List<String> stripped(List<String> texts) {
        List<String> stripped = new ArrayList<>(texts.size());
        for (String text : texts) {
            stripped.add(text.strip());
        }
        return stripped;
    }

    /** The text on one line, cut where it is long, without characters that could make a report look like something else. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (printable.length() >= LONGEST_PRINTED) {
                return printable.append("... (").append(text.length()).append(" characters)").toString();
            }
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                printable.append(String.format("\\u%04x", (int) c));
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }
}
