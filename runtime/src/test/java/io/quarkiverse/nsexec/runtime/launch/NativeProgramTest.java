package io.quarkiverse.nsexec.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.IsolationUnsupportedException;

class NativeProgramTest {

    private static final int F_GET_SEALS = 1034;

    @Test
    void theProgramIsSealedAgainstEveryChange() throws Exception {
        try (Descriptor program = NativeProgram.open()) {
            int fd = program.enter();
            assertThat(Libc.fcntl(fd, F_GET_SEALS, 0) & 0xf).isEqualTo(0xf);
            assertThatThrownBy(() -> {
                try (RandomAccessFile file = new RandomAccessFile("/proc/self/fd/" + fd, "rw")) {
                    file.write(1);
                }
            }).hasMessageContaining("not permitted");
            program.leave();
        }
    }

    @Test
    void aKernelWithoutTheFlagForExecutableMemoryIsAskedWithoutIt() throws Exception {
        List<Integer> asked = new ArrayList<>();
        byte[] program = Files.readAllBytes(Path.of("/bin/true"));
        try (Descriptor sealed = NativeProgram.open(program, flags -> {
            asked.add(flags);
            if ((flags & 0x10) != 0) {
                throw new ErrnoException("memfd_create", Errno.EINVAL);
            }
            return new Descriptor(Libc.memfd_create("test", flags));
        })) {
            assertThat(asked).containsExactly(0x13, 0x3);
            assertThat(run(sealed)).isZero();
        }
    }

    @Test
    void whereMemoryCannotBeExecutedAFileWithoutNameServes() throws Exception {
        byte[] program = Files.readAllBytes(Path.of("/bin/true"));
        String[] before = new File(System.getProperty("java.io.tmpdir")).list((dir, name) -> name.startsWith("nsexec-"));
        try (Descriptor file = NativeProgram.open(program, flags -> {
            throw new ErrnoException("memfd_create", Errno.EACCES);
        })) {
            assertThat(run(file)).isZero();
            assertThat(new File(System.getProperty("java.io.tmpdir")).list((dir, name) -> name.startsWith("nsexec-")))
                    .isEqualTo(before);
        }
    }

    @Test
    void whereNeitherServesTheSysctlIsNamed() {
        String tmpdir = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", "/proc/no-such-directory");
        try {
            assertThatThrownBy(() -> NativeProgram.open(new byte[1], flags -> {
                throw new ErrnoException("memfd_create", Errno.EACCES);
            })).isInstanceOf(IsolationUnsupportedException.class).hasMessageContaining("vm.memfd_noexec")
                    .hasMessageContaining("java.io.tmpdir");
        } finally {
            System.setProperty("java.io.tmpdir", tmpdir);
        }
    }

    private static int run(Descriptor program) throws Exception {
        return new ChildProcess(Spawn.start(program, List.of("true"), Map.of())).await();
    }
}
