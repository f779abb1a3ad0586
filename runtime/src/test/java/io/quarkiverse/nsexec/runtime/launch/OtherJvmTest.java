package io.quarkiverse.nsexec.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.nsexec.runtime.OtherJvm;

/** What needs a JVM of its own: another user, other settings. */
@Timeout(120)
class OtherJvmTest {

    @TempDir
    Path directory;

    @Test
    void aUserWithoutPrivilegesHasItAllToo() throws Exception {
        assumeTrue(Libc.geteuid() == 0, "the tests run without privileges already");
        String output = new OtherJvm(directory).run(OtherJvm.UNPRIVILEGED, List.of(), UnprivilegedMain.class);
        assertThat(output).contains("service uid 12345\n").contains("inside 0 0\n")
                .containsPattern(" 0 +12345 +1\n +0 +12345 +1\n500\n").contains("leaks nothing: true\n")
                .contains("killed: The launcher (pid ").contains("next: works\n");
    }

    @Test
    void whereJnaCannotUnpackItsLibraryTheErrorNamesTheWayOut() throws Exception {
        String output = new OtherJvm(directory).run(List.of(), List.of("-Djna.tmpdir=/proc/no-such-directory"),
                UnprivilegedMain.class);
        assertThat(output).contains("IsolationUnsupportedException").contains("jna.tmpdir").contains("/proc/no-such-directory");
    }

    @Test
    void whereJnaMayNotExecuteItsLibraryTheErrorNamesTheWayOut() throws Exception {
        assumeTrue(Libc.geteuid() == 0, "only root may mount");
        Path noexec = directory.resolve("noexec");
        List<String> inMountNamespace = List.of("unshare", "--mount", "sh", "-c",
                "mkdir " + noexec + " && mount -t tmpfs -o noexec none " + noexec + " && exec \"$@\"", "sh");
        String output = new OtherJvm(directory).run(inMountNamespace, List.of("-Djna.tmpdir=" + noexec),
                UnprivilegedMain.class);
        assertThat(output).contains("IsolationUnsupportedException").contains("jna.tmpdir");
    }

    @Test
    void anotherSystemIsToldSo() throws Exception {
        String output = new OtherJvm(directory).run(List.of(), List.of("-Dos.name=Mac OS X"), UnprivilegedMain.class);
        assertThat(output).contains("IsolationUnsupportedException: Isolated tasks need Linux; this is Mac OS X");
    }

    @Test
    void anArchitectureWithoutProgramIsToldSo() throws Exception {
        String output = new OtherJvm(directory).run(List.of(), List.of("-Dos.arch=riscv64", "-Djna.prefix=linux-x86-64"),
                UnprivilegedMain.class);
        assertThat(output).contains("There is no nsexec program for this architecture (riscv64)");
    }

    @Test
    void aHostWithoutUserNamespacesIsToldSo() throws Exception {
        assertThat(refused(inUserNamespace("echo 0 > /proc/sys/user/max_user_namespaces"), "standard"))
                .contains("IsolationUnsupportedException: ").contains("stage 1, unshare-user: ENOSPC")
                .contains("The sysctl user.max_user_namespaces is 0");
    }

    @Test
    void aHostWhoseProcIsMaskedIsToldSo() throws Exception {
        assertThat(refused(inUserNamespace("mount -t tmpfs none /proc/bus"), "standard"))
                .contains("IsolationUnsupportedException: ").contains("stage 2, proc: EPERM").contains("procMount: Unmasked");
    }

    @Test
    void aUserWithoutSubordinateIdsIsToldSo() throws Exception {
        assumeTrue(Libc.geteuid() == 0, "only root can become a user who surely has none");
        assertThat(refused(OtherJvm.UNPRIVILEGED, "range")).contains("IsolationUnsupportedException: ").contains("/etc/subuid");
    }

    @Test
    void aScoreThatMayNotBeLoweredIsToldSo() throws Exception {
        assumeTrue(Libc.geteuid() == 0, "the user changes");
        assertThat(refused(OtherJvm.UNPRIVILEGED, "score")).contains("IsolationUnsupportedException: ")
                .contains("oom_score_adj: EACCES").contains("CAP_SYS_RESOURCE");
    }

    private static List<String> inUserNamespace(String preparation) {
        return List.of("unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork", "--mount-proc", "sh", "-c",
                preparation + " && exec \"$@\"", "sh");
    }

    private String refused(List<String> prefix, String profile) throws Exception {
        return new OtherJvm(directory).run(prefix, List.of(), RefusedMain.class, profile);
    }
}
