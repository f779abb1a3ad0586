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
 * The isolation profiles. They are fixed while the application is built, so that nobody who merely operates it can weaken them.
 * <p>
 * All values are text: what does not parse is then reported by the rules, together with all other violations.
 */
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
@ConfigMapping(prefix = "quarkus.nsexec")
public interface NsexecBuildTimeConfig {

    /**
     * Profiles. The keys without a name belong to the default profile; a named profile inherits nothing from it.
     * The name of a profile is spelled in one way, with or without quotes, in all keys of the profile.
     */
    @ConfigDocMapKey("profile-name")
    @WithParentName
    @WithUnnamedKey(ConfigKeys.UNNAMED)
    @WithDefaults
    Map<@WithConverter(AnyName.class) String, ProfileBuildTimeConfig> profiles();
}
