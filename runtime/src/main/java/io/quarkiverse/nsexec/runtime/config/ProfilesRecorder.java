package io.quarkiverse.nsexec.runtime.config;

import java.util.List;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.smallrye.config.SmallRyeConfig;

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
        SmallRyeConfig all = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        return new RuntimeValue<>(RunTimeConfigRules.check(config.getValue(), sandboxes, WrittenKeys.of(all)));
    }
}
