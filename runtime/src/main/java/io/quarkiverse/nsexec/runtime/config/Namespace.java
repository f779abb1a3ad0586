package io.quarkiverse.nsexec.runtime.config;

/**
 * The namespaces of namespaces(7), with the flags of clone(2) ({@code include/uapi/linux/sched.h}) and the words that the
 * bootstrap message's {@code NS_PATHS} uses.
 */
public enum Namespace {

    USER("user", 0x10000000, "user"),
    PID("pid", 0x20000000, "pid"),
    MOUNT("mount", 0x00020000, "mnt"),
    NET("net", 0x40000000, "net"),
    IPC("ipc", 0x08000000, "ipc"),
    UTS("uts", 0x04000000, "uts"),
    CGROUP("cgroup", 0x02000000, "cgroup"),
    TIME("time", 0x00000080, "time");

    private final String key;
    private final int cloneFlag;
    private final String procName;

    Namespace(String key, int cloneFlag, String procName) {
        this.key = key;
        this.cloneFlag = cloneFlag;
        this.procName = procName;
    }

    /** The word that the configuration uses. */
    public String key() {
        return key;
    }

    /** The CLONE_NEW* flag that creates it. */
    public int cloneFlag() {
        return cloneFlag;
    }

    /** The name of its link below {@code /proc/<pid>/ns}. */
    public String procName() {
        return procName;
    }

    /** The namespace that the configuration calls by this word, or null. */
    public static Namespace ofKey(String key) {
        for (Namespace namespace : values()) {
            if (namespace.key.equals(key)) {
                return namespace;
            }
        }
        return null;
    }
}
