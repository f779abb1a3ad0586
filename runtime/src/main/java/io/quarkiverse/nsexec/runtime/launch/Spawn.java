package io.quarkiverse.nsexec.runtime.launch;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Starts a program by posix_spawn(3): no code of the JVM runs in the child. The JVM's own reaper waits for the children of
 * ProcessBuilder only, so whoever starts one here waits for it here.
 */
final class Spawn {

    private static final short POSIX_SPAWN_SETSIGDEF = 0x04;
    private static final short POSIX_SPAWN_SETSIGMASK = 0x08;
    // the sizes of posix_spawn_file_actions_t (80), posix_spawnattr_t (336) and sigset_t (128) in glibc and musl, rounded up
    private static final int OPAQUE_SIZE = 512;
    /** The program and descriptors are moved up to here, so that placing one in the child cannot overwrite another. */
    private static final int CLEAR_OF_PLACED = 16;

    private Spawn() {
    }

    /**
     * Starts a program with signals unblocked and at their default, standard input from /dev/null, standard output and error
     * those of the service, and the given descriptors as 3, 4 and so on.
     *
     * @return the pid
     */
    static int start(Descriptor program, List<String> arguments, Map<String, String> environment, Descriptor... placed)
            throws IOException {
        Descriptor[] moved = new Descriptor[placed.length + 1];
        try {
            moved[0] = Descriptors.duplicate(program, CLEAR_OF_PLACED);
            for (int i = 0; i < placed.length; i++) {
                moved[i + 1] = Descriptors.duplicate(placed[i], CLEAR_OF_PLACED);
            }
            return spawn(moved, arguments, environment);
        } finally {
            Descriptor.close(moved);
        }
    }

    private static int spawn(Descriptor[] descriptors, List<String> arguments, Map<String, String> environment)
            throws IOException {
        NativeMemory actions = new NativeMemory(OPAQUE_SIZE);
        NativeMemory attributes = new NativeMemory(OPAQUE_SIZE);
        NativeMemory argv = strings(arguments);
        NativeMemory envp = strings(environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
        check("posix_spawn_file_actions_init", Libc.posix_spawn_file_actions_init(actions.address));
        try {
            check("posix_spawnattr_init", Libc.posix_spawnattr_init(attributes.address));
            try {
                setSignals(attributes);
                check("posix_spawn_file_actions_addopen", Libc.posix_spawn_file_actions_addopen(actions.address, 0,
                        Descriptors.text("/dev/null"), Descriptors.O_RDONLY, 0));
                for (int i = 1; i < descriptors.length; i++) {
                    int fd = descriptors[i].enter();
                    descriptors[i].leave(); // stays open: it belongs to start()
                    check("posix_spawn_file_actions_adddup2",
                            Libc.posix_spawn_file_actions_adddup2(actions.address, fd, i + 2));
                }
                int[] pid = new int[1];
                byte[] path = Descriptors.text("/proc/self/fd/" + descriptors[0].enter());
                descriptors[0].leave();
                check("posix_spawn",
                        Libc.posix_spawn(pid, path, actions.address, attributes.address, argv.address, envp.address));
                return pid[0];
            } finally {
                Libc.posix_spawnattr_destroy(attributes.address);
            }
        } finally {
            Libc.posix_spawn_file_actions_destroy(actions.address);
            Reference.reachabilityFence(actions);
            Reference.reachabilityFence(attributes);
            Reference.reachabilityFence(argv);
            Reference.reachabilityFence(envp);
        }
    }

    private static void setSignals(NativeMemory attributes) throws IOException {
        NativeMemory set = new NativeMemory(OPAQUE_SIZE);
        Libc.sigemptyset(set.address);
        check("posix_spawnattr_setsigmask", Libc.posix_spawnattr_setsigmask(attributes.address, set.address));
        Libc.sigfillset(set.address);
        check("posix_spawnattr_setsigdefault", Libc.posix_spawnattr_setsigdefault(attributes.address, set.address));
        check("posix_spawnattr_setflags", Libc.posix_spawnattr_setflags(attributes.address,
                (short) (POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)));
        Reference.reachabilityFence(set);
    }

    /** An array of pointers, closed by a null, and after it the strings that they point to. */
    private static NativeMemory strings(List<String> strings) {
        int pointers = 8 * (strings.size() + 1);
        int size = pointers;
        byte[][] texts = new byte[strings.size()][];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = strings.get(i).getBytes(StandardCharsets.UTF_8);
            size += texts[i].length + 1;
        }
        NativeMemory memory = new NativeMemory(size);
        int offset = pointers;
        for (int i = 0; i < texts.length; i++) {
            memory.bytes.putLong(8 * i, memory.address + offset);
            offset = memory.putText(offset, texts[i]);
        }
        return memory;
    }

    /** The posix_spawn functions return the error number themselves. */
    private static void check(String call, int errno) throws IOException {
        if (errno != 0) {
            throw new ErrnoException(call, errno);
        }
    }
}
