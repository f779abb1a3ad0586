package io.quarkiverse.nsexec.it.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What proc(5) tells of a process, under the kernel's own names. What may not be read is a dash, or missing where it is a
 * number.
 */
record ProcessFacts(
        long pid,
        @Schema(description = "Name of the process") String comm,
        @JsonProperty("init_comm") @Schema(description = "Name of pid 1, as the reader sees it") String initComm,
        @Schema(description = "Effective user id, by the reader's user namespace") Long uid,
        @Schema(description = "Effective group id, likewise") Long gid,
        @Schema(description = "Supplementary groups") List<Long> groups,
        @JsonProperty("uid_map") @Schema(description = "Lines of: inside, outside, size") List<String> uidMap,
        @JsonProperty("gid_map") List<String> gidMap,
        @JsonProperty("oom_score_adj") Long oomScoreAdj,
        @JsonProperty("oom_score_adj_lowering") @Schema(description = "What came of the attempt to lower it by one; absent where none was made") Optional<Attempt> oomScoreAdjLowering,
        String hostname,
        List<String> cgroup,
        @Schema(description = "Links of /proc/self/ns") Map<String, String> namespaces,
        @Schema(description = "Names of the environment's variables") List<String> environment,
        @Schema(description = "Values of the configuration that the reader was injected with") Map<String, String> configuration) {

    ProcessFacts with(Attempt lowering) {
        return new ProcessFacts(pid, comm, initComm, uid, gid, groups, uidMap, gidMap, oomScoreAdj, Optional.of(lowering),
                hostname, cgroup, namespaces, environment, configuration);
    }

    /**
     * @param error null where it succeeded
     */
    record Attempt(boolean succeeded, String error) {
    }
}
