package io.quarkiverse.nsexec.runtime.config;

import java.util.List;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/**
 * Carries the profiles from the build to the start.
 */
@Recorder
public class ProfilesRecorder {

    private final RuntimeValue<NsexecRunTimeConfig> config;

    public ProfilesRecorder(RuntimeValue<NsexecRunTimeConfig> config) {
        this.config = config;
    }

    /**
     * All profiles: the isolation settings as the build fixed them, whatever the configuration says by now, with the limits
     * that
     * are configured now.
     */
    public RuntimeValue<Profiles> profiles(List<SandboxProfile> sandboxes) {
        return new RuntimeValue<>(RunTimeConfigRules.check(config.getValue(), sandboxes));
    }
}
