package io.quarkiverse.nsexec.runtime.config;

/**
 * From the texts of the configuration to a profile.
 */
public final class ProfileReader {

    private ProfileReader() {
    }

    /** The profile of a configuration that breaks no rule. */
    public static SandboxProfile read(String name, ProfileBuildTimeConfig config) {
        return new ProfileDraft(config).toProfile(name);
    }
}
