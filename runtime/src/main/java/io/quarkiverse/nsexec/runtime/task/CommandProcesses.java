package io.quarkiverse.nsexec.runtime.task;

import io.quarkiverse.nsexec.IsolatedProcessBuilder;
import io.quarkiverse.nsexec.IsolatedProcesses;
import io.quarkiverse.nsexec.runtime.launch.Launcher;

/**
 * Makes builders that run commands through the launcher.
 */
public final class CommandProcesses implements IsolatedProcesses {

    final Launcher launcher;
    final ProfileRegistry profiles;
    final ProfileGates gates;

    public CommandProcesses(Launcher launcher, ProfileRegistry profiles, ProfileGates gates) {
        this.launcher = launcher;
        this.profiles = profiles;
        this.gates = gates;
    }

    @Override
    public IsolatedProcessBuilder command(String... command) {
        return new CommandBuilder(this).command(command);
    }
}
