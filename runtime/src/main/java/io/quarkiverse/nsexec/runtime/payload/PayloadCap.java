package io.quarkiverse.nsexec.runtime.payload;

import io.quarkiverse.nsexec.PayloadException;

/**
 * How much one request or response may hold, and whose limit that is.
 *
 * @param bytes bytes of the encoded arguments, or of the encoded result, at the most; from 1 on
 * @param profile the profile's name, empty for the default profile; only for messages
 */
public record PayloadCap(long bytes, String profile) {

    /** Arrays of some JVMs end a few elements before {@link Integer#MAX_VALUE}. */
    static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    public PayloadCap {
        if (bytes < 1) {
            throw new IllegalArgumentException("a payload cap is at least 1 byte, not " + bytes);
        }
        if (profile == null) {
            throw new IllegalArgumentException("the profile's name is missing");
        }
    }

    /** The configuration key that sets this cap. */
    public String key() {
        return profile.isEmpty() ? "quarkus.nsexec.max-payload" : "quarkus.nsexec.\"" + profile + "\".max-payload";
    }

    /** The cap as the length of an array. */
    int arrayCap() {
        return (int) Math.min(bytes, MAX_ARRAY);
    }

    PayloadException exceeded(String what) {
        return new PayloadException(what + " exceeds the " + bytes + " bytes that " + key()
                + " allows. Send less, or raise " + key());
    }
}
