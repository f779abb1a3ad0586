package io.quarkiverse.nsexec.it.samples;

import java.util.UUID;

/**
 * Scripts that do not behave.
 */
public final class Scripts {

    public static final String ENDLESS = "while :; do :; done\n";

    private Scripts() {
    }

    /** Something that no other process has in its command line. */
    public static String mark() {
        return "mark-" + UUID.randomUUID();
    }

    /**
     * Forks a daemon in a session of its own, which ignores what can be ignored and has the mark in its command line, and
     * leaves.
     */
    public static String daemon(String mark) {
        return "setsid sh -c 'trap \"\" HUP TERM INT; while :; do sleep 1; done' " + mark + " </dev/null >/dev/null 2>&1 &\n"
                + "echo left\n";
    }

    /** Runs until it is ended, with the mark in its command line. */
    public static String waiting(String mark) {
        return "exec sh -c 'sleep 3600; :' " + mark + "\n";
    }

    public static String output(int bytes) {
        return "yes | head -c " + bytes + "\n";
    }
}
