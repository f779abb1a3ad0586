package io.quarkiverse.nsexec.it.documents;

import java.text.Normalizer;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Makes text of documents fit to be shown, searched and compared.
 */
@ApplicationScoped
class TextNormaliser {

    private static final Pattern LINE_END = Pattern.compile("\\r\\n?");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern TRAILING_BLANKS = Pattern.compile("[\\p{Zs}\\t]+(?=\\n|\\z)");
    private static final Pattern MANY_EMPTY_LINES = Pattern.compile("\\n{3,}");

    /**
     * Composed (NFC), lines end with a newline, without control characters, blanks at the end of lines, and more than one empty
     * line in a row.
     */
    String normalise(String text) {
        String result = LINE_END.matcher(text).replaceAll("\n");
        result = CONTROL.matcher(result).replaceAll("");
        result = TRAILING_BLANKS.matcher(result).replaceAll("");
        result = MANY_EMPTY_LINES.matcher(result).replaceAll("\n\n");
        return Normalizer.normalize(result, Normalizer.Form.NFC).strip();
    }
}
