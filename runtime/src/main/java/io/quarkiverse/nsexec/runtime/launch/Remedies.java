package io.quarkiverse.nsexec.runtime.launch;

/**
 * What to change on a host that forbids a sandbox. A failure without an entry here is not known to be the host's fault.
 */
final class Remedies {

    private static final int CAP_SYS_RESOURCE = 24;

    private static final String MASKED_PROC = "/proc of the service is masked or partly overmounted, as in a container, so the"
            + " kernel refuses a new one (mount_namespaces(7)): run the container with an unmasked /proc (Docker: --security-opt"
            + " systempaths=unconfined; Kubernetes: procMount: Unmasked)";
    private static final String MAPPING_TOOLS = "A service without privileges may map its own id alone (uid-mappings = 0:self:1)."
            + " Anything else needs newuidmap and newgidmap (Debian package uidmap, Fedora shadow-utils) on the PATH or in"
            + " /usr/bin, set-user-ID root or with their file capabilities, and ranges for the service's user in /etc/subuid and"
            + " /etc/subgid";

    private Remedies() {
    }

    /** What to do about a failure; null where nothing is known. */
    static String of(ControlMessage.Failure failure, HostSettings host) {
        int errno = failure.errno();
        return switch (failure.step()) {
            case "oom_score_adj" -> errno == Errno.EACCES || errno == Errno.EPERM ? oomScore(host) : null;
            case "proc" -> errno == Errno.EPERM ? MASKED_PROC : null;
            case "setgroups-file", "uid_map", "gid_map", "id-maps" ->
                errno == Errno.EPERM || errno == Errno.ENOENT || errno == 0 ? MAPPING_TOOLS : null;
            case "unshare-user", "unshare", "unshare-cgroup" -> creation(errno, host);
            case "clone" -> errno == Errno.EINVAL ? null : creation(errno, host);
            default -> null;
        };
    }

    private static String oomScore(HostSettings host) {
        return "An oom score below the service's own needs CAP_SYS_RESOURCE in the initial user namespace, which the service "
                + (host.hasCapability(CAP_SYS_RESOURCE) ? "has, but not there" : "has not")
                + ": raise oom-score-adj to at least the service's own value, or grant the capability";
    }

    private static String creation(int errno, HostSettings host) {
        if (errno == Errno.ENOSPC || errno == Errno.EUSERS) {
            String limit = zeroLimit(host);
            return limit != null ? limit
                    : "A limit on the number of namespaces is reached: raise the sysctls user.max_*_namespaces (namespaces(7)), or"
                            + " nest fewer user namespaces (at most 32)";
        }
        if (errno == Errno.EINVAL) {
            return "This kernel was built without one of the namespaces that the profile creates (user_namespaces(7), CONFIG_*_NS):"
                    + " leave it out of the profile's namespaces, or use another kernel";
        }
        if (errno != Errno.EPERM && errno != Errno.EACCES && errno != Errno.ENOSYS) {
            return null;
        }
        return permission(host);
    }

    private static String permission(HostSettings host) {
        String limit = zeroLimit(host);
        if (limit != null) {
            return limit;
        }
        if (host.sysctlIs("kernel.unprivileged_userns_clone", "0")) {
            return "User namespaces are switched off for services without privileges (Debian): set the sysctl"
                    + " kernel.unprivileged_userns_clone to 1";
        }
        if (host.sysctlIs("kernel.apparmor_restrict_unprivileged_userns", "1")) {
            return "AppArmor restricts user namespaces of services without privileges (Ubuntu): give the service's program a"
                    + " profile with the rule userns, or set the sysctl kernel.apparmor_restrict_unprivileged_userns to 0";
        }
        if (host.hasSeccompFilter()) {
            return "A seccomp filter, such as a container's default one, forbids it: allow clone, clone3, unshare, setns, mount,"
                    + " pivot_root and umount2 in the container's seccomp profile, or run it with seccomp=unconfined";
        }
        return "A namespace can be created by root with CAP_SYS_ADMIN, or together with a user namespace: add user to the profile's"
                + " namespaces; if it is there, a security module of this host (SELinux, AppArmor, LSM) or a chroot forbids it";
    }

    private static String zeroLimit(HostSettings host) {
        for (String kind : new String[] { "user", "pid", "mnt", "net", "ipc", "uts", "cgroup", "time" }) {
            String name = "user.max_" + kind + "_namespaces";
            if (host.sysctlIs(name, "0")) {
                return "The sysctl " + name + " is 0, which switches these namespaces off: raise it, for example to 10000";
            }
        }
        return null;
    }
}
