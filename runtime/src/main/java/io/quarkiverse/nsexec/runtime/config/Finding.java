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

    static final String HIDDEN = "(not shown)";

    /** All but the key: {@code value: rule. Fix: fix.} */
    String text() {
        return Texts.printable(value) + ": " + rule + ". Fix: " + fix + ".";
    }
}
