package io.quarkiverse.nsexec.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.Isolated;
import io.smallrye.mutiny.Uni;

@SuppressWarnings({ "unused", "rawtypes" })
class TaskRulesTest {

    static class Modifiers {
        @ApplicationScoped
        static class Bean {
            @Isolated
            private void secret() {
            }

            @Isolated
            static void shared() {
            }

            @Isolated
            public final void fixed() {
            }
        }
    }

    @Test
    void refusesPrivateStaticAndFinalMethods() {
        assertThat(Scans.violations(Modifiers.class)).hasSize(3)
                .anyMatch(v -> v.startsWith(name("Modifiers$Bean#secret() = @Isolated: a private method")))
                .anyMatch(v -> v.startsWith(name("Modifiers$Bean#shared() = @Isolated: a static method")))
                .anyMatch(v -> v.startsWith(name("Modifiers$Bean#fixed() = @Isolated: a final method"))
                        && v.endsWith("Fix: remove the word final"));
    }

    static class Places {
        static class NoBean {
            @Isolated
            public void task() {
            }
        }

        @Isolated
        static class NoBeanEither {
            public void task() {
            }
        }

        interface Service {
            @Isolated
            void task();
        }

        @Isolated
        interface Whole {
        }

        @Isolated
        @interface Meta {
        }

        abstract static class Base {
            @Isolated
            public abstract void task();
        }

        @ApplicationScoped
        static class Bean extends Base implements Service {
            @Override
            public void task() {
            }
        }

        @Isolated
        @ApplicationScoped
        static class Empty {
            private void nothing() {
            }
        }
    }

    @Test
    void refusesAnnotationsThatIsolateNothing() {
        assertThat(Scans.violations(Places.class)).hasSize(7)
                .anyMatch(v -> v.startsWith(name("Places$NoBean#task() = @Isolated: ")) && v.contains("is no CDI bean")
                        && v.contains("@ApplicationScoped"))
                .anyMatch(v -> v.startsWith(name("Places$NoBeanEither = @Isolated: ")) && v.contains("is no CDI bean"))
                .anyMatch(v -> v.startsWith(name("Places$Service#task() = @Isolated: on a method of an interface")))
                .anyMatch(v -> v.startsWith(name("Places$Whole = @Isolated: on an interface")))
                .anyMatch(v -> v.startsWith(name("Places$Meta = @Isolated: on an annotation type")))
                .anyMatch(v -> v.startsWith(name("Places$Base#task() = @Isolated: on an abstract method")))
                .anyMatch(v -> v.startsWith(name("Places$Empty = @Isolated: the bean has no business method")));
    }

    static class OfTheContainer {
        @ApplicationScoped
        static class Bean {
            @Isolated
            @Produces
            String produce() {
                return "";
            }

            @Isolated
            void observe(@Observes String event) {
            }

            @Isolated
            void dispose(@Disposes String value) {
            }

            @Isolated
            @Inject
            void initialize(String value) {
            }

            @Isolated
            @PostConstruct
            void start() {
            }
        }

        @Isolated
        @ApplicationScoped
        static class Whole {
            void observe(@Observes String event) {
            }

            void task() {
            }
        }
    }

    @Test
    void refusesMethodsThatTheContainerCalls() {
        assertThat(Scans.violations(OfTheContainer.class)).hasSize(6)
                .anyMatch(v -> v.contains("#produce() = @Isolated: a producer method"))
                .anyMatch(v -> v.contains("Bean#observe(java.lang.String) = @Isolated: an observer method"))
                .anyMatch(v -> v.contains("a disposer method"))
                .anyMatch(v -> v.contains("an initializer method"))
                .anyMatch(v -> v.contains("#start() = @Isolated: a lifecycle callback"))
                .anyMatch(v -> v.contains("Whole#observe(java.lang.String) = @Isolated on the class: an observer method"));
    }

    static class Values {
        @ApplicationScoped
        static class Bean {
            @Isolated("known")
            void good() {
            }

            @Isolated("nope")
            void unknown() {
            }

            @Isolated(timeout = "soon")
            void noDuration() {
            }

            @Isolated(timeout = "0s")
            void zero() {
            }

            @Isolated(timeout = "-1s")
            void negative() {
            }

            @Isolated(timeout = "1ms")
            void shortest() {
            }

            @Isolated(timeout = "${a.b:0s}")
            void expression() {
            }
        }
    }

    @Test
    void refusesUnknownProfilesAndTimeoutsThatAreNone() {
        assertThat(Scans.violations(Values.class, "known", "other")).hasSize(4)
                .anyMatch(v -> v.startsWith(name("Values$Bean#unknown() = nope: there is no profile of this name; known: the"
                        + " default one (no name), known, other. Fix: use one of them"))
                        && v.contains("quarkus.nsexec.\"nope\""))
                .anyMatch(v -> v.startsWith(name("Values$Bean#noDuration() = soon: the timeout must be a duration")))
                .anyMatch(v -> v.startsWith(name("Values$Bean#zero() = 0s: the timeout must be a duration above zero")))
                .anyMatch(v -> v.startsWith(name("Values$Bean#negative() = -1s: the timeout must be a duration")));
    }

    static class Crossing {
        record Author(String name, java.sql.Connection connection) {
        }

        record Report(Author author) {
        }

        static class Failed extends Exception {
            private static final long serialVersionUID = 1L;
            InputStream in;
            transient InputStream fine;
        }

        @ApplicationScoped
        static class Bean {
            @Isolated
            Report result() {
                return null;
            }

            @Isolated
            Uni<List<Report>> later() {
                return null;
            }

            @Isolated
            void parameter(String good, File file) {
            }

            @Isolated
            void exception() throws Failed {
            }

            @Isolated
            Uni raw() {
                return null;
            }

            @Isolated
            CompletionStage<Void> fine() {
                return null;
            }
        }
    }

    @Test
    void refusesWhatCannotCrossWithThePathToIt() {
        assertThat(Scans.violations(Crossing.class)).hasSize(5)
                .anyMatch(v -> v.startsWith(name("Crossing$Bean#result() = Report.author.connection:"
                        + " java.sql.Connection: the result cannot cross the process boundary: ")) && v.contains(". Fix: "))
                .anyMatch(v -> v.startsWith(name("Crossing$Bean#later() = List[].author.connection: java.sql.Connection")))
                .anyMatch(v -> v.contains("#parameter(java.lang.String,java.io.File) = File: java.io.File: the parameter file"))
                .anyMatch(
                        v -> v.contains("#exception() = Failed.in: java.io.InputStream: the exception"))
                .anyMatch(v -> v.contains("#raw() = Uni: the raw type"));
    }

    static class Generics {
        abstract static class Base<T, R> {
            @Isolated
            public R take(T value) {
                return null;
            }
        }

        @ApplicationScoped
        static class Good extends Base<String, List<Integer>> {
        }

        @ApplicationScoped
        static class Bad extends Base<String, Thread> {
        }

        @ApplicationScoped
        static class Later extends Base<String, Uni<String>> {
        }

        @ApplicationScoped
        static class Open<T> extends Base<String, T> {
        }
    }

    @Test
    void resolvesGenericBeanClasses() {
        assertThat(Scans.violations(Generics.class)).hasSize(3)
                .anyMatch(v -> v.contains("Generics$Later#take(java.lang.Object) = Uni: a type variable must not stand"))
                .anyMatch(v -> v.contains("Generics$Bad#take(java.lang.Object) = Thread: java.lang.Thread"))
                .anyMatch(v -> v.contains("Generics$Open#take(java.lang.Object) = Object: java.lang.Object"));
    }

    @Test
    void refusesTasksInANativeImageOnly() {
        assertThat(TaskRules.inNativeImage(false, List.of("a.B#c()"))).isEmpty();
        assertThat(TaskRules.inNativeImage(true, List.of("a.B#c()", "a.B#d()"))).hasSize(2)
                .allMatch(v -> v.contains("native image") && v.contains("Fix: "));
        assertThat(TaskRules.inNativeImage(true, List.of())).isEmpty();
    }

    private static String name(String rest) {
        return TaskRulesTest.class.getName() + "$" + rest;
    }
}
