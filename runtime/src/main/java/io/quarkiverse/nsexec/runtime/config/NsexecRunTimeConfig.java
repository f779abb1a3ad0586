package io.quarkiverse.nsexec.runtime.config;

import java.util.Map;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;

/**
 * What whoever operates the service may tune, for each profile.
 * <p>
 * All values are text: what does not parse is then reported by the rules, together with all other violations.
 */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "quarkus.nsexec")
public interface NsexecRunTimeConfig {

    /**
     * Profiles. The keys without a name belong to the default profile; a named profile inherits nothing from it.
     * The name of a profile is spelled in one way, with or without quotes, in all keys of the profile.
     */
    @ConfigDocMapKey("profile-name")
    @WithParentName
    @WithUnnamedKey(ConfigKeys.UNNAMED)
    @WithDefaults
    Map<@WithConverter(AnyName.class) String, ProfileRunTimeConfig> profiles();
}
