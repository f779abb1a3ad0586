package io.quarkiverse.nsexec.runtime.config;

/**
 * A text that breaks a rule: what the rule is, and what to write instead. Carries no stack trace, as it tells of the
 * configuration, not of the program.
 */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String fix;

    Refused(String rule, String fix) {
        super(rule, null, false, false);
        this.fix = fix;
    }

    String rule() {
        return getMessage();
    }

    String fix() {
        return fix;
    }
}
