package io.quarkiverse.nsexec.runtime.config;

import java.math.BigInteger;

/**
 * Whole numbers and sizes in bytes, in ASCII digits.
 */
final class Numbers {

    private static final int KILO_BITS = 10;

    private Numbers() {
    }

    /** A whole number from {@code min} to {@code max}. */
    static long parse(String text, long min, long max) throws Refused {
        BigInteger number = isNumber(text) ? new BigInteger(text) : null;
        if (number == null || isOutside(number, min, max)) {
            throw new Refused("must be a whole number from " + min + " to " + max,
                    "write a number from " + min + " to " + max);
        }
        return number.longValue();
    }

    /**
     * A number of bytes from {@code min} to {@code max}, also with the suffix B, K, M, G or T of powers of 1024, as Quarkus
     * takes
     * it for a {@code MemorySize}.
     */
    static long parseSize(String text, long min, long max) throws Refused {
        int shift = text.isEmpty() ? -1 : "BKMGT".indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
        String digits = shift < 0 ? text : text.substring(0, text.length() - 1);
        if (!isNumber(digits)) {
            throw new Refused("must be a size in bytes, also with the suffix K, M or G", "write a size such as 16M");
        }
        BigInteger size = new BigInteger(digits).shiftLeft(KILO_BITS * Math.max(shift, 0));
        if (isOutside(size, min, max)) {
            throw new Refused("must be from " + min + " to " + max + " bytes", "write a size such as 16M");
        }
        return size.longValue();
    }

    private static boolean isOutside(BigInteger number, long min, long max) {
        return number.compareTo(BigInteger.valueOf(min)) < 0 || number.compareTo(BigInteger.valueOf(max)) > 0;
    }

    /** Not by way of {@code Long.parseLong}, which also takes a plus sign and the digits of other scripts. */
    private static boolean isNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        // longer than any number that is in range anywhere, and short enough to be parsed
        if (text.length() == start || text.length() > start + 40) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
