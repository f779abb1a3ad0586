package io.quarkiverse.nsexec.runtime.task;

import java.util.Set;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkiverse.nsexec.IsolatedProcesses;
import io.quarkiverse.nsexec.runtime.config.ProfileLimits;
import io.quarkiverse.nsexec.runtime.config.Profiles;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;
import io.quarkiverse.nsexec.runtime.launch.LauncherHolder;

/**
 * Makes beans of what is no bean by itself.
 */
@Singleton
public class NsexecBeans {

    @Produces
    @Singleton
    ProfileRegistry registry(Profiles profiles) {
        return new ProfileRegistry() {
            @Override
            public SandboxProfile profile(String name) {
                return profiles.names().contains(name) ? profiles.sandbox(name) : null;
            }

            @Override
            public ProfileLimits limits(String name) {
                return profiles.names().contains(name) ? profiles.limits(name) : null;
            }

            @Override
            public Set<String> names() {
                return profiles.names();
            }
        };
    }

    @Produces
    @Singleton
    ProfileGates gates(ProfileRegistry registry) {
        return new ProfileGates(registry);
    }

    @Produces
    @Singleton
    IsolatedProcesses processes(LauncherHolder launcher, ProfileRegistry registry, ProfileGates gates) {
        return new CommandProcesses(launcher.launcher(), registry, gates);
    }
}
