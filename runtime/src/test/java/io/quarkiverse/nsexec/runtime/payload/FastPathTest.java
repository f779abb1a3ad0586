package io.quarkiverse.nsexec.runtime.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

/**
 * A worker JVM lives for one call: what it need not load, it must not.
 */
class FastPathTest {

    @SuppressWarnings("unused")
    static class Tasks {
        public byte[] fast(String a, byte[] b, int c, Long d, boolean e) {
            return b;
        }

        public List<String> slow(String a, byte[] b, int c, Long d, boolean e) {
            return List.of(a);
        }
    }

    /** What runs in a JVM of its own. */
    static class Main {
        public static void main(String[] args) throws Exception {
            PayloadCap cap = new PayloadCap(1000, "");
            boolean fast = args[0].equals("fast");
            MethodCodec codec = MethodCodec.of(Tasks.class,
                    Tasks.class.getMethod(args[0], String.class, byte[].class, int.class, Long.class, boolean.class), cap);
            codec.decodeArguments(codec.encodeArguments(new Object[] { "a", new byte[1], 1, null, true }));
            codec.decodeResult(codec.encodeResult(fast ? new byte[2] : List.of("a")));
            ThrowableData thrown = ThrowableData.decode(ThrowableData.of(new IOException("x"), cap).encode());
            new ThrowableRebuilder(List.of(IOException.class.getName()), Main.class.getClassLoader()).rebuild(thrown,
                    new StackTraceElement[0]);
            System.out.println("done");
        }
    }

    @Test
    void loadsNoJackson() throws Exception {
        assertThat(loadedClasses("fast")).contains("done").doesNotContain("com.fasterxml");
    }

    @Test
    void isTheOnlyOneThatLoadsNone() throws Exception {
        assertThat(loadedClasses("slow")).contains("done").contains("com.fasterxml.jackson.databind.ObjectMapper");
    }

    private static String loadedClasses(String method) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load", "-cp", System.getProperty("java.class.path"), Main.class.getName(), method)
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
