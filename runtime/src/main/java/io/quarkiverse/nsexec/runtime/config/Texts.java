package io.quarkiverse.nsexec.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The raw texts of the mappings, without the blanks around them, in which nobody sees a difference.
 */
final class Texts {

    private Texts() {
    }

    /** The text, or null where nothing is set. */
    static String of(Optional<String> text) {
        return text.isPresent() ? text.get().strip() : null;
    }

    /** The texts, or null where nothing is set. */
    static List<String> ofList(Optional<List<String>> texts) {
        if (texts.isEmpty()) {
            return null;
        }
        List<String> stripped = new ArrayList<>(texts.get().size());
        for (String text : texts.get()) {
            stripped.add(text.strip());
        }
        return stripped;
    }
}
