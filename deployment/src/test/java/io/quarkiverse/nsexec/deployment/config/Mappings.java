package io.quarkiverse.nsexec.deployment.config;

import java.util.StringJoiner;

/** Long id mappings that are right in all but their length. */
final class Mappings {

    /** {@code 100 1000000100 1\n} */
    private static final int LINE = 17;

    private Mappings() {
    }

    static String ofLines(int count) {
        StringJoiner lines = new StringJoiner(",");
        for (int i = 0; i < count; i++) {
            lines.add(i + ":" + i + ":1");
        }
        return lines.toString();
    }

    /** A mapping that has this many bytes in the form that the kernel gets, less than 340 lines of it. */
    static String ofBytes(int count) {
        StringJoiner lines = new StringJoiner(",");
        // user 0 is to be covered
        lines.add("0:1000000000:1");
        int bytes = LINE - 2;
        int id = 100;
        for (; count - bytes >= 2 * LINE; bytes += LINE) {
            lines.add(id + ":" + (1_000_000_000 + id) + ":1");
            id++;
        }
        // what is left goes into more digits of the last line
        int more = count - bytes - LINE;
        int ofContainer = Math.min(more, 7);
        String container = more == 0 ? Integer.toString(id) : "100" + "0".repeat(ofContainer);
        return lines.add(container + ":2000000000:1" + "0".repeat(more - ofContainer)).toString();
    }
}
