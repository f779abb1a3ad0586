package io.quarkiverse.nsexec.runtime;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.nsexec.runtime.config.IdMapping;
import io.quarkiverse.nsexec.runtime.config.Namespace;
import io.quarkiverse.nsexec.runtime.config.ProfileLimits;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;

/**
 * Profiles that tests run tasks in.
 */
public final class TestProfiles {

    public static final ProfileLimits LIMITS = new ProfileLimits(Duration.ofMinutes(1), Duration.ofSeconds(5), 50, 50,
            1024 * 1024);

    private static final List<IdMapping> SELF = List.of(new IdMapping(0, IdMapping.SELF, 1));

    private TestProfiles() {
    }

    /** What the documentation names as defaults, as far as tasks of any user can have it. */
    public static SandboxProfile standard() {
        return with(Map.of("PATH", "/usr/bin:/bin"), List.of());
    }

    public static SandboxProfile with(Map<String, String> environment, List<String> inherited) {
        Set<Namespace> create = EnumSet.complementOf(EnumSet.of(Namespace.TIME));
        return new SandboxProfile("", create, Map.of(), SELF, SELF, null, 0, 0, List.of(), 500, "sandbox", null, null, null,
                "/",
                environment, inherited);
    }

    /** Every user namespace with these mappings of uids and gids. */
    public static SandboxProfile mapped(List<IdMapping> mappings) {
        SandboxProfile p = standard();
        return new SandboxProfile("", p.create(), p.join(), mappings, mappings, null, 0, 0, List.of(), 500, p.hostname(), null,
                null,
                null, "/", p.environment(), List.of());
    }

    public static SandboxProfile withScore(int oomScoreAdj) {
        SandboxProfile p = standard();
        return new SandboxProfile("", p.create(), p.join(), p.uidMappings(), p.gidMappings(), null, 0, 0, List.of(),
                oomScoreAdj,
                p.hostname(), null, null, null, "/", p.environment(), List.of());
    }
}
