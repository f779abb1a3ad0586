package io.quarkiverse.nsexec.runtime.config;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the two id mappings of a profile, as far as it can be read.
 */
final class MappingDraft {

    final String key;
    /** Null where the key is not set. */
    final List<String> texts;
    /** Null where the key is not set, is {@code auto}, or has an entry that cannot be read. */
    final List<IdMapping> entries;

    MappingDraft(String key, List<String> texts) {
        this.key = key;
        this.texts = texts;
        this.entries = texts == null || isAuto(texts) ? null : read(texts);
    }

    boolean isSet() {
        return texts != null;
    }

    /** Whether {@code auto} is in force, by its name or as the default. */
    boolean isAuto() {
        return texts == null || isAuto(texts);
    }

    String text() {
        return String.join(",", texts);
    }

    private static boolean isAuto(List<String> texts) {
        return texts.size() == 1 && texts.get(0).equals(Ids.AUTO);
    }

    private static List<IdMapping> read(List<String> texts) {
        List<IdMapping> entries = new ArrayList<>(texts.size());
        for (String text : texts) {
            try {
                entries.add(Ids.mapping(text));
            } catch (Refused reportedByTheEntrysOwnRule) {
                return null;
            }
        }
        return entries;
    }
}
