package io.quarkiverse.nsexec.runtime.config;

/**
 * A broken rule.
 *
 * @param key the key, relative to the profile; empty where whoever reports it knows the key better
 * @param value the value as it was written
 * @param rule what the rule is
 * @param fix what to write instead
 */
record Finding(String key, String value, String rule, String fix) {

    /** More would bury the rule. */
    private static final int LONGEST_VALUE = 200;

    static final String HIDDEN = "(not shown)";

    /** All but the key: {@code value: rule. Fix: fix.} */
    String text() {
        return printable(value) + ": " + rule + ". Fix: " + fix + ".";
    }

    /** The value on one line, without characters that could make the report look like something else. */
    private static String printable(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            if (text.length() >= LONGEST_VALUE) {
                return text.append("... (").append(value.length()).append(" characters)").toString();
            }
            char c = value.charAt(i);
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
