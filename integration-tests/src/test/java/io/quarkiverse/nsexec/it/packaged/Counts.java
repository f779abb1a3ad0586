package io.quarkiverse.nsexec.it.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.quarkiverse.nsexec.it.Processes;

/**
 * What a leak would make grow.
 *
 * @param descriptors of the service
 * @param launcherDescriptors of the launcher
 * @param threads of the service
 * @param descendants processes below the service, zombies included
 */
record Counts(int descriptors, int launcherDescriptors, List<String> threads, List<Processes.Entry> descendants) {

    static Counts of(Service service) {
        return new Counts(Processes.descriptors(service.pid()), Processes.descriptors(service.launcher().pid()),
                Processes.threads(service.pid()), service.descendants());
    }

    /** Waits until nothing is more than it was: what ends a little later is no leak, and a leak does not go away. */
    static void awaitNoMoreThan(Counts before, Service service) {
        boolean settled = Processes.await(() -> of(service).isNoMoreThan(before));
        assertThat(settled).as(() -> "after " + of(service) + "\nis no more than before " + before).isTrue();
    }

    private boolean isNoMoreThan(Counts before) {
        return descriptors <= before.descriptors
                && launcherDescriptors <= before.launcherDescriptors
                && threads.size() <= before.threads.size()
                && descendants.size() <= before.descendants.size();
    }
}
