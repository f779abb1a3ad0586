package io.quarkiverse.nsexec.runtime.config;

import java.nio.charset.StandardCharsets;

/**
 * Names and paths that the kernel, or execve(2), is given as they are.
 */
final class Names {

    /** {@code __NEW_UTS_LEN}, {@code include/uapi/linux/utsname.h}; of host and domain name alike. */
    static final int MAX_HOST_NAME = 64;

    /** {@code PATH_MAX} less the NUL, {@code include/uapi/linux/limits.h}. */
    static final int MAX_PATH = 4095;

    /**
     * {@code MAX_ARG_STRLEN} less the NUL, {@code include/uapi/linux/binfmts.h}: 32 pages of 4096 bytes. execve(2) fails with
     * E2BIG for a longer {@code NAME=value}.
     */
    static final int MAX_VARIABLE = 131_071;

    private Names() {
    }

    static String hostName(String text) throws Refused {
        if (text.isEmpty() || text.length() > MAX_HOST_NAME) {
            throw new Refused("must have 1 to " + MAX_HOST_NAME + " characters", "shorten it");
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isOfHostName(text.charAt(i))) {
                throw new Refused("must consist of letters, digits, '-', '_' and '.'", "write a name such as sandbox");
            }
        }
        return text;
    }

    private static boolean isOfHostName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }

    /** The name of an environment variable: whatever can stand before the first {@code =}. */
    static String environmentName(String text) throws Refused {
        if (text.isEmpty()) {
            throw new Refused("the name of an environment variable must not be empty", "name the variable, or remove it");
        }
        if (text.indexOf('=') >= 0) {
            throw new Refused("the name of an environment variable must not contain '='",
                    "write the name only, the value belongs behind it");
        }
        if (text.indexOf('\0') >= 0) {
            throw new Refused("the name of an environment variable must not contain NUL", "remove the character");
        }
        return text;
    }

    /** The name of a variable to inherit, as POSIX has them (XBD 8.1): no pattern, which somebody might take it for. */
    static String inheritedName(String text) throws Refused {
        environmentName(text);
        for (int i = 0; i < text.length(); i++) {
            if (!isOfVariable(text.charAt(i), i == 0)) {
                throw new Refused("the name of an environment variable to inherit must consist of letters, digits and '_', and"
                        + " not begin with a digit; there are no patterns", "list the names one by one, such as LANG,TZ");
            }
        }
        return text;
    }

    private static boolean isOfVariable(char c, boolean first) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9' && !first;
    }

    static String environmentValue(String name, String text) throws Refused {
        if (text.indexOf('\0') >= 0) {
            throw new Refused("the value of an environment variable must not contain NUL", "remove the character");
        }
        int bytes = (name + "=" + text).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_VARIABLE) {
            throw new Refused("an environment variable must not have more than " + MAX_VARIABLE
                    + " bytes as NAME=value, as the kernel takes no more; this one has " + bytes,
                    "shorten it, or pass it as an argument of the task");
        }
        return text;
    }

    /** An absolute path in its one normal form, so that what is checked is what is opened. */
    static String absolutePath(String text) throws Refused {
        String absolute = anyAbsolutePath(text);
        if (absolute.length() > 1) {
            for (String segment : absolute.substring(1).split("/", -1)) {
                if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                    throw new Refused("must be a normal path, without '.', '..', doubled or trailing slashes",
                            "write the path in its normal form");
                }
            }
        }
        return absolute;
    }

    /** The path of a namespace. A comma would end it in the list of paths that the native program is sent. */
    static String namespacePath(String text) throws Refused {
        String absolute = anyAbsolutePath(text);
        if (absolute.indexOf(',') >= 0) {
            throw new Refused("the path of a namespace must not contain a comma", "give the file another name, or link to it");
        }
        return absolute;
    }

    private static String anyAbsolutePath(String text) throws Refused {
        if (!text.startsWith("/")) {
            throw new Refused("must be an absolute path", "write the path from / on");
        }
        if (text.indexOf('\0') >= 0) {
            throw new Refused("a path must not contain NUL", "remove the character");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_PATH) {
            throw new Refused("a path must not have more than " + MAX_PATH + " bytes", "shorten it");
        }
        return text;
    }
}
