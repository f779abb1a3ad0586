package io.quarkiverse.nsexec.runtime.payload;

/**
 * Makes text that the sandbox sent fit for a message or a log: bounded, and without characters that could forge a line.
 */
final class Shown {

    /** Enough to recognise a value by; a message is no place for a payload. */
    private static final int MAX_CHARS = 200;

    private Shown() {
    }

    static String of(String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder shown = new StringBuilder();
        int end = Math.min(text.length(), MAX_CHARS);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (forgesLines(c)) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        if (end < text.length()) {
            shown.append("... (").append(text.length()).append(" characters)");
        }
        return shown.toString();
    }

    /** Control characters, and the line and paragraph separators of Unicode, and bidirectional overrides. */
    static boolean forgesLines(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069';
    }

    static boolean forgesLines(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (forgesLines(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
