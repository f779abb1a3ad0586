package io.quarkiverse.nsexec.deployment.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkiverse.nsexec.PayloadException;
import io.quarkiverse.nsexec.TaskFailedException;
import io.quarkiverse.nsexec.TaskKilledException;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Tasks of a bean into which nothing is injected.
 */
class PlainTaskTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Plain.class, Pair.class, Faulty.class, PlainTaskTest.class));

    @Inject
    Plain plain;

    @Test
    void runsInAProcessOfItsOwn() {
        assertThat(ProcessHandle.current().pid()).isNotEqualTo(2);
        assertThat(plain.pid()).isEqualTo(2);
    }

    @Test
    void takesAndGivesPrimitives() {
        assertThat(plain.sum((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true)).isEqualTo("1 2 c 4 5 6.0 7.0 true");
        assertThat(plain.negate(false)).isTrue();
    }

    @Test
    void tellsOverloadedMethodsApart() {
        assertThat(plain.which("x")).isEqualTo("String");
        assertThat(plain.which(1)).isEqualTo("int");
        assertThat(plain.which(new String[0])).isEqualTo("String[]");
    }

    @Test
    void takesAndGivesNull() {
        assertThat(plain.swap(null)).isNull();
    }

    @Test
    void takesAndGivesRecordsWithGenerics() {
        assertThat(plain.swap(new Pair<>("a", List.of(1, 2)))).isEqualTo(new Pair<>(List.of(1, 2), "a"));
    }

    @Test
    void givesAUni() {
        assertThat(plain.later("x").await().indefinitely()).isEqualTo("later x");
    }

    @Test
    void givesACompletionStage() {
        assertThat(plain.stage("x").toCompletableFuture().join()).isEqualTo("stage x");
    }

    @Test
    void leavesStateOfTheServiceAlone() {
        Plain.counter = 1;
        assertThat(plain.count()).isEqualTo(1); // in there it began at 0
        assertThat(Plain.counter).isEqualTo(1);
    }

    @Test
    void rebuildsADeclaredException() {
        assertThatThrownBy(() -> plain.fail("declared")).isExactlyInstanceOf(IOException.class).hasMessage("declared")
                .satisfies(e -> assertThat(e.getStackTrace()).extracting(StackTraceElement::getMethodName)
                        .containsSubsequence("fail", "rebuildsADeclaredException"));
    }

    @Test
    void rebuildsARuntimeExceptionOfTheJdk() {
        assertThatThrownBy(() -> plain.fail("runtime")).isExactlyInstanceOf(IllegalStateException.class).hasMessage("runtime");
    }

    @Test
    void carriesOtherExceptionsAsData() {
        assertThatThrownBy(() -> plain.fail("own")).isInstanceOfSatisfying(TaskFailedException.class, e -> {
            assertThat(e.exceptionClassName()).isEqualTo(Plain.Own.class.getName());
            assertThat(e.exceptionMessage()).isEqualTo("own");
        });
    }

    @Test
    void failsAUniWithTheTasksException() {
        assertThatThrownBy(() -> plain.later("fail").await().indefinitely())
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersAlsoWhereTheTaskReplacedTheStandardStreams() {
        assertThat(plain.replaceStreams()).isEqualTo("answered");
    }

    @Test
    void tellsThatAResultCannotBeEncoded() {
        assertThatThrownBy(() -> plain.faulty()).isInstanceOf(PayloadException.class).hasMessageContaining("AssertionError");
    }

    @Test
    void tellsTheStatusOfATaskThatExits() {
        assertThatThrownBy(() -> plain.exit(3)).isInstanceOf(TaskKilledException.class).hasMessageContaining("status 3")
                .hasMessageContaining("Plain#exit(int)");
    }

    record Pair<A, B>(A first, B second) {
    }

    public static class Faulty {
        public String getName() {
            throw new AssertionError("not to be asked for");
        }
    }

    @ApplicationScoped
    static class Plain {

        static int counter;

        static class Own extends RuntimeException {
            Own(String message) {
                super(message);
            }
        }

        @Isolated
        long pid() {
            return ProcessHandle.current().pid();
        }

        @Isolated
        public String sum(byte a, short b, char c, int d, long e, float f, double g, boolean h) {
            return a + " " + b + " " + c + " " + d + " " + e + " " + f + " " + g + " " + h;
        }

        @Isolated
        protected boolean negate(boolean value) {
            return !value;
        }

        @Isolated
        public String which(String text) {
            return "String";
        }

        @Isolated
        public String which(int number) {
            return "int";
        }

        @Isolated
        public String which(String[] texts) {
            return "String[]";
        }

        @Isolated
        public Pair<List<Integer>, String> swap(Pair<String, List<Integer>> pair) {
            return pair == null ? null : new Pair<>(pair.second(), pair.first());
        }

        @Isolated
        public Uni<String> later(String text) {
            return Uni.createFrom().item(() -> {
                if (text.equals("fail")) {
                    throw new IllegalArgumentException(text);
                }
                return "later " + text;
            });
        }

        @Isolated
        public CompletionStage<String> stage(String text) {
            return CompletableFuture.supplyAsync(() -> "stage " + text);
        }

        @Isolated
        public int count() {
            return ++counter;
        }

        @Isolated
        public void fail(String how) throws IOException {
            switch (how) {
                case "declared" -> throw new IOException(how);
                case "runtime" -> throw new IllegalStateException(how);
                default -> throw new Own(how);
            }
        }

        @Isolated
        public String replaceStreams() {
            System.setErr(null);
            System.setOut(new PrintStream(OutputStream.nullOutputStream()) {
                @Override
                public void flush() {
                    throw new IllegalStateException();
                }
            });
            return "answered";
        }

        @Isolated
        public Faulty faulty() {
            return new Faulty();
        }

        @Isolated
        public void exit(int status) {
            System.exit(status);
        }
    }
}
