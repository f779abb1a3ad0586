package io.quarkiverse.nsexec.runtime.config;

/**
 * User and group ids, and one line of their mappings.
 */
final class Ids {

    /** The last id: 4294967295 is (uid_t) -1, which means no id (setresuid(2), {@code include/linux/uidgid.h}). */
    static final long MAX = 4_294_967_294L;

    static final String SELF = "self";
    static final String AUTO = "auto";

    private static final String SYNTAX = "write container:host:size, such as 0:self:1 or 1:100000:65535";

    private Ids() {
    }

    static long id(String text) throws Refused {
        return Numbers.parse(text, 0, MAX);
    }

    /** One entry of a mapping, {@code container:host:size}. */
    static IdMapping mapping(String text) throws Refused {
        String[] fields = text.split(":", -1);
        if (fields.length != 3) {
            throw new Refused("must be container:host:size", SYNTAX);
        }
        if (fields[0].equals(SELF)) {
            throw new Refused("'self' is an id of the host and cannot be the container id",
                    "write the id inside first, such as 0:self:1");
        }
        long container = field(fields[0], "container", 0, MAX);
        long size = field(fields[2], "size", 1, MAX + 1);
        requireEnd(container, size, "container");
        if (fields[1].equals(SELF)) {
            if (size != 1) {
                throw new Refused("'self' is a single id, so its size must be 1", "write " + container + ":self:1");
            }
            return new IdMapping(container, IdMapping.SELF, 1);
        }
        long host = field(fields[1], "host", 0, MAX);
        requireEnd(host, size, "host");
        return new IdMapping(container, host, size);
    }

    private static long field(String text, String name, long min, long max) throws Refused {
        try {
            return Numbers.parse(text, min, max);
        } catch (Refused e) {
            throw new Refused("the " + name + " of container:host:size " + e.rule(), SYNTAX);
        }
    }

    private static void requireEnd(long first, long size, String name) throws Refused {
        if (first + size - 1 > MAX) {
            throw new Refused("the " + name + " range must not end above " + MAX, "begin it lower, or make it smaller");
        }
    }
}
