package io.quarkiverse.nsexec.runtime.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithConverter;

/**
 * The isolation settings of one profile.
 */
@ConfigGroup
@ConsistentNamespaces(groups = ConfigChecks.class)
@ConsistentIds(groups = ConfigChecks.class)
public interface ProfileBuildTimeConfig {

    /**
     * The namespaces that are created for each task: a list of `user`, `pid`, `mount`, `net`, `ipc`, `uts`,
     * `cgroup` and `time`. `pid` is a must, as a task could outlive its sandbox otherwise, and `mount` goes
     * with it, as `/proc` has to show the new pid namespace. What is neither here nor below `join` is shared
     * with the service.
     *
     * Example: `user,pid,mount,ipc,uts,cgroup` keeps the network of the service.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("all but time, less those that join names")
    Optional<@EachOnce(groups = ConfigChecks.class) List<@NamespaceName(groups = ConfigChecks.class) String>> namespaces();

    /**
     * The absolute path of an existing namespace that each task joins, by the kind of the namespace: `user`,
     * `net`, `ipc`, `uts`, `cgroup` or `time`. The `pid` and `mount` namespaces are always a task's own. The
     * path must exist when the task starts; a comma in it is not possible.
     *
     * Example: `quarkus.nsexec.join."net"=/run/netns/quarantine`.
     *
     * @asciidoclet
     */
    @NamespacePaths(groups = ConfigChecks.class)
    @ConfigDocMapKey("namespace")
    Map<@WithConverter(AnyName.class) String, Optional<String>> join();

    /**
     * Which user ids of the host stand behind those of the created user namespace: a list of
     * `container:host:size`, or the one word `auto`. `container` is the first id inside and `host` the first
     * one outside, both from 0 on; `size` says how many, from 1 on; no range goes beyond 4294967294, and none
     * overlaps another. `self` as `host` means the user id that the service runs with, with `size` 1. At most
     * 340 entries, and at most 4095 bytes in the form that the kernel gets (user_namespaces(7)).
     *
     * `auto` means `0:self:1`. More than the own id needs privileges, or an entry in `/etc/subuid` and the
     * program `newuidmap`. Where this key is set, `gid-mappings` has to be, too.
     *
     * Example: `0:self:1,1:100000:65535`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("auto, where a user namespace is created")
    Optional<@IdMappingList(groups = ConfigChecks.class) List<@IdMappingLine(groups = ConfigChecks.class) String>> uidMappings();

    /**
     * Which group ids of the host stand behind those of the created user namespace; in the form of
     * `uid-mappings`. `self` means the group id that the service runs with.
     *
     * Example: `0:self:1,1:100000:65535`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("auto, where a user namespace is created")
    Optional<@IdMappingList(groups = ConfigChecks.class) List<@IdMappingLine(groups = ConfigChecks.class) String>> gidMappings();

    /**
     * Whether a task may change its supplementary groups by setgroups(2): `allow` or `deny`. Without
     * privileges the kernel maps groups only where it is denied (user_namespaces(7)), so `allow` does not go
     * with a single `self` mapping.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("deny where the service has no privileges")
    Optional<@Setgroups(groups = ConfigChecks.class) String> setgroups();

    /**
     * The user id of the task inside the sandbox, 0 to 4294967294. Where a user namespace is created,
     * `uid-mappings` has to cover it; 0 is not possible without a user namespace.
     *
     * Example: `1000`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("0 in a user namespace, otherwise that of the service")
    Optional<@Id(groups = ConfigChecks.class) String> user();

    /**
     * The group id of the task inside the sandbox, 0 to 4294967294. Where a user namespace is created,
     * `gid-mappings` has to cover it.
     *
     * Example: `1000`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("0 in a user namespace, otherwise that of the service")
    Optional<@Id(groups = ConfigChecks.class) String> group();

    /**
     * The supplementary groups of the task: a list of group ids inside the sandbox, 0 to 4294967294 each.
     * Where a user namespace is created, `gid-mappings` has to cover them with more than a single `self`. Not
     * possible with `setgroups=deny`.
     *
     * Example: `20,44`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("none")
    Optional<List<@Id(groups = ConfigChecks.class) String>> additionalGroups();

    /**
     * How soon the kernel picks the task when memory runs out: -1000 (never) to 1000 (first), see
     * proc_pid_oom_score_adj(5). Less than the score of the service needs CAP_SYS_RESOURCE. The service
     * itself and the launcher keep theirs.
     *
     * Example: `1000`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("500")
    Optional<@OomScoreAdj(groups = ConfigChecks.class) String> oomScoreAdj();

    /**
     * The host name that the task sees: 1 to 64 letters, digits, `-`, `_` and `.`. Needs the `uts` namespace.
     *
     * Example: `inspector`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("sandbox, where a uts namespace is created")
    Optional<@HostName(groups = ConfigChecks.class) String> hostname();

    /**
     * The NIS domain name that the task sees: 1 to 64 letters, digits, `-`, `_` and `.`. Needs the `uts`
     * namespace.
     *
     * Example: `example.org`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("that of the service")
    Optional<@HostName(groups = ConfigChecks.class) String> domainname();

    /**
     * How far the clocks of the task are ahead.
     */
    TimeOffsetsConfig timeOffsets();

    /**
     * The directory in which the task starts: an absolute path without `.`, `..`, doubled or trailing
     * slashes.
     *
     * Example: `/tmp`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("/")
    Optional<@AbsolutePath(groups = ConfigChecks.class) String> workingDirectory();

    /**
     * The environment variables of the task, by name. It gets no others, except those of
     * `inherit-environment`. A value is fixed while the application is built, and part of what is built: no
     * place for secrets. A name must not contain `=`, and `NAME=value` not have more than 131071 bytes, as
     * execve(2) takes no more.
     *
     * Example: `quarkus.nsexec.environment."LANG"=C.UTF-8`.
     *
     * @asciidoclet
     */
    @EnvironmentVariables(groups = ConfigChecks.class)
    @ConfigDocMapKey("variable")
    Map<@WithConverter(AnyName.class) String, Optional<String>> environment();

    /**
     * The names of environment variables of the service that the task gets with the value that they have
     * there. What is not set there is not set in the task, and what `environment` sets wins. A name consists of
     * letters, digits and `_`, and does not begin with a digit; there are no patterns, so `*` is an error.
     *
     * Example: `LANG,TZ`.
     *
     * @asciidoclet
     */
    @ConfigDocDefault("none")
    Optional<List<@EnvironmentName(groups = ConfigChecks.class) String>> inheritEnvironment();
}
