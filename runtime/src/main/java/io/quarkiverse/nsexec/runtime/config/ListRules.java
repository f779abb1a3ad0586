package io.quarkiverse.nsexec.runtime.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * The rules for a list as a whole. An entry that cannot be read is reported by the rule for entries.
 */
final class ListRules {

    /** {@code UID_GID_MAP_MAX_EXTENTS}, {@code include/linux/user_namespace.h}; user_namespaces(7). */
    static final int MAX_LINES = 340;

    /** A map is written in one write(2), of less than a page (user_namespaces(7)). */
    static final int MAX_BYTES = 4095;

    /** {@code self} may become any id: as many digits as the last one has. */
    private static final int SELF_DIGITS = Long.toString(Ids.MAX).length();

    private ListRules() {
    }

    static List<Finding> eachOnce(List<String> texts) {
        Set<String> seen = new TreeSet<>();
        Set<String> twice = new TreeSet<>();
        for (String text : Texts.stripped(texts)) {
            if (!seen.add(text)) {
                twice.add(text);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (String text : twice) {
            findings.add(new Finding("", text, "must not be listed twice", "remove one of them"));
        }
        return findings;
    }

    static List<Finding> idMapping(List<String> texts) {
        MappingDraft draft = new MappingDraft("", Texts.stripped(texts));
        List<Finding> findings = new ArrayList<>();
        if (draft.texts.size() > 1 && draft.texts.contains(Ids.AUTO)) {
            findings.add(new Finding("", draft.text(), "'auto' must stand alone", "write auto only, or list all entries"));
        }
        if (draft.texts.size() > MAX_LINES) {
            findings.add(new Finding("", draft.text(),
                    "a mapping must not have more than " + MAX_LINES + " entries, as the kernel takes no more; this one has "
                            + draft.texts.size(),
                    "join adjacent ranges"));
        }
        if (draft.entries != null) {
            requireFewBytes(draft, findings);
            requireApart(draft, IdMapping::container, "inside", findings);
            requireApart(draft, IdMapping::host, "outside", findings);
        }
        return findings;
    }

    private static void requireFewBytes(MappingDraft draft, List<Finding> findings) {
        int bytes = 0;
        for (IdMapping entry : draft.entries) {
            int host = entry.host() == IdMapping.SELF ? SELF_DIGITS : digits(entry.host());
            bytes += digits(entry.container()) + 1 + host + 1 + digits(entry.size()) + 1;
        }
        if (bytes > MAX_BYTES) {
            findings.add(new Finding("", draft.text(),
                    "a mapping must not have more than " + MAX_BYTES
                            + " bytes in lines of 'container host size', as the kernel takes no more; this one has " + bytes,
                    "join adjacent ranges"));
        }
    }

    private static int digits(long number) {
        return Long.toString(number).length();
    }

    private static void requireApart(MappingDraft draft, ToLongFunction<IdMapping> first, String side, List<Finding> findings) {
        List<IdMapping> sorted = new ArrayList<>(draft.entries);
        sorted.sort(Comparator.comparingLong(first));
        IdMapping reaching = null;
        for (IdMapping entry : sorted) {
            if (reaching != null && first.applyAsLong(entry) < first.applyAsLong(reaching) + reaching.size()) {
                findings.add(new Finding("", text(reaching) + "," + text(entry), "ranges must not overlap " + side,
                        "let each begin behind the end of the one before it"));
            }
            if (reaching == null
                    || first.applyAsLong(entry) + entry.size() > first.applyAsLong(reaching) + reaching.size()) {
                reaching = entry;
            }
        }
    }

    private static String text(IdMapping entry) {
        return entry.container() + ":" + (entry.host() == IdMapping.SELF ? Ids.SELF : entry.host()) + ":" + entry.size();
    }
}
