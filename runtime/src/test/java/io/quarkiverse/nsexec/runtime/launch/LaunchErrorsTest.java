package io.quarkiverse.nsexec.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.nsexec.IsolationUnsupportedException;
import io.quarkiverse.nsexec.LauncherException;

/** The settings are files of a made-up /proc, as no test host has all of them. */
class LaunchErrorsTest {

    @TempDir
    Path proc;

    @Test
    void stageStepAndErrnoAreNamed() {
        LauncherException failure = failure(2, "sethostname", 34, "too long");
        assertThat(failure).isExactlyInstanceOf(LauncherException.class).hasMessageContaining("stage 2, sethostname: ERANGE")
                .hasMessageContaining("too long");
        assertThat(failure.stage()).isEqualTo("stage 2");
        assertThat(failure.step()).isEqualTo("sethostname");
        assertThat(failure.errno()).isEqualTo("ERANGE");
    }

    @Test
    void whereNoErrnoIsToldThereIsNone() {
        assertThat(failure(4, "bootstrap", 0, "length").errno()).isNull();
    }

    @Test
    void userNamespacesSwitchedOffByTheirLimit() throws Exception {
        set("user.max_user_namespaces", "0");
        assertUnsupported(failure(1, "unshare-user", Errno.ENOSPC, ""), "user.max_user_namespaces is 0");
        assertUnsupported(failure(1, "unshare-user", Errno.EPERM, ""), "user.max_user_namespaces is 0");
    }

    @Test
    void anotherLimitReached() throws Exception {
        set("user.max_user_namespaces", "1000");
        assertUnsupported(failure(1, "unshare", Errno.ENOSPC, ""), "user.max_*_namespaces");
    }

    @Test
    void userNamespacesSwitchedOffByDebiansSysctl() throws Exception {
        set("kernel.unprivileged_userns_clone", "0");
        assertUnsupported(failure(1, "unshare-user", Errno.EPERM, ""), "kernel.unprivileged_userns_clone to 1");
    }

    @Test
    void userNamespacesRestrictedByAppArmor() throws Exception {
        set("kernel.unprivileged_userns_clone", "1");
        set("kernel.apparmor_restrict_unprivileged_userns", "1");
        assertUnsupported(failure(1, "unshare", Errno.EPERM, ""), "AppArmor");
    }

    @Test
    void theSeccompFilterOfAContainer() throws Exception {
        status("Seccomp:\t2\n");
        assertUnsupported(failure(1, "unshare-user", Errno.EPERM, ""), "seccomp=unconfined");
    }

    @Test
    void nothingOfTheHostForbidsIt() throws Exception {
        status("Seccomp:\t0\n");
        assertUnsupported(failure(1, "unshare", Errno.EPERM, ""), "CAP_SYS_ADMIN");
    }

    @Test
    void aNamespaceThatTheKernelLacks() {
        assertUnsupported(failure(1, "unshare", Errno.EINVAL, ""), "built without");
    }

    @Test
    void theMappingToolsAreMissing() {
        assertUnsupported(failure(0, "uid_map", Errno.EPERM, ""), "newuidmap");
        assertUnsupported(failure(0, "gid_map", 0, "newgidmap exited with 1"), "/etc/subgid");
    }

    @Test
    void procIsMasked() {
        assertUnsupported(failure(2, "proc", Errno.EPERM, ""), "systempaths=unconfined");
    }

    @Test
    void theOomScoreCannotBeLowered() throws Exception {
        status("CapEff:\t000001fffeffffff\n");
        assertUnsupported(failure(2, "oom_score_adj", Errno.EACCES, ""), "which the service has not");
        status("CapEff:\t000001ffffffffff\n");
        assertUnsupported(failure(2, "oom_score_adj", Errno.EACCES, ""), "has, but not there");
    }

    @Test
    void aProgramThatCannotBeExecutedIsNotTheHostsFault() {
        LauncherException failure = failure(3, "exec", Errno.ENOENT, "");
        assertThat(failure).isExactlyInstanceOf(LauncherException.class);
        assertThat(LaunchErrors.isExecFailure(failure)).isTrue();
        assertThat(LaunchErrors.isExecFailure(failure(2, "exec", Errno.ENOENT, ""))).isFalse();
    }

    private static void assertUnsupported(LauncherException failure, String remedy) {
        assertThat(failure).isInstanceOf(IsolationUnsupportedException.class).hasMessageContaining(remedy);
    }

    private LauncherException failure(int stage, String step, int errno, String text) {
        return LaunchErrors.of(new ControlMessage.Failure(stage, step, errno, text), new HostSettings(proc));
    }

    private void set(String sysctl, String value) throws IOException {
        Path file = proc.resolve("sys").resolve(sysctl.replace('.', '/'));
        Files.createDirectories(file.getParent());
        Files.writeString(file, value + "\n");
    }

    private void status(String text) throws IOException {
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(proc.resolve("self/status"), text);
    }
}
