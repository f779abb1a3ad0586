package io.quarkiverse.nsexec.runtime.config;

/**
 * One line of uid_map or gid_map (user_namespaces(7)).
 *
 * @param container the first id inside, 0..4294967294
 * @param host the first id outside, 0..4294967294, or {@link #SELF}
 * @param size how many ids, from 1 on
 */
public record IdMapping(long container, long host, long size) {

    /** Stands for the service's own id, which is known at run time only. */
    public static final long SELF = -1;
}
