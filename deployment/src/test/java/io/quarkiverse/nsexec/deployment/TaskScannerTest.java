package io.quarkiverse.nsexec.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.arc.NoClassInterceptors;

@SuppressWarnings("unused")
class TaskScannerTest {

    static class OnMethods {
        @ApplicationScoped
        static class Bean {
            @Isolated
            public void one() {
            }

            @Isolated("p")
            void two(String a, int[] b, List<String> c) {
            }

            @Isolated(timeout = "5s")
            protected void two() {
            }

            public void none() {
            }
        }
    }

    @Test
    void findsAnnotatedMethodsOverloadedOnesApart() {
        List<TaskScanner.Candidate> found = scan(OnMethods.class);
        assertThat(ids(found)).containsExactly("OnMethods$Bean#one()", "OnMethods$Bean#two()",
                "OnMethods$Bean#two(java.lang.String,int[],java.util.List)");
        assertThat(found.get(0).profile()).isEmpty();
        assertThat(found.get(0).timeout()).isEmpty();
        assertThat(found.get(1).timeout()).isEqualTo("5s");
        assertThat(found.get(2).profile()).isEqualTo("p");
    }

    static class OnClass {
        static class Base {
            public void inherited() {
            }

            public void overridden() {
            }

            private void hidden() {
            }
        }

        interface Defaults {
            default void fromInterface() {
            }

            void implemented();
        }

        @Isolated("c")
        @ApplicationScoped
        static class Bean extends Base implements Defaults {
            Bean() {
            }

            @Isolated("m")
            public void own() {
            }

            @Override
            public void overridden() {
            }

            @Override
            public void implemented() {
            }

            @NoClassInterceptors
            public void leftOut() {
            }

            static void ofClass() {
            }

            private void secret() {
            }

            @Override
            public String toString() {
                return "";
            }
        }
    }

    @Test
    void takesAllBusinessMethodsOfAnAnnotatedClassAndTheMethodsAnnotationFirst() {
        List<TaskScanner.Candidate> found = scan(OnClass.class);
        assertThat(ids(found)).containsExactly("OnClass$Bean#fromInterface()", "OnClass$Bean#implemented()",
                "OnClass$Bean#inherited()", "OnClass$Bean#overridden()", "OnClass$Bean#own()");
        assertThat(found).extracting(TaskScanner.Candidate::profile).containsExactly("c", "c", "c", "c", "m");
        assertThat(found).extracting(c -> c.method().declaringClass().simpleName()).containsExactly("Defaults", "Bean", "Base",
                "Bean", "Bean");
    }

    static class Inherited {
        @Isolated("b")
        abstract static class Base<T> {
            public T take(T value) {
                return value;
            }
        }

        @ApplicationScoped
        static class Strings extends Base<String> {
        }

        @ApplicationScoped
        static class Lists extends Base<List<Integer>> {
            @Override
            public List<Integer> take(List<Integer> value) {
                return value;
            }
        }
    }

    @Test
    void makesOneTaskForEachBeanThatInheritsAndResolvesItsTypes() {
        List<TaskScanner.Candidate> found = scan(Inherited.class);
        assertThat(ids(found)).containsExactly("Inherited$Lists#take(java.util.List)",
                "Inherited$Strings#take(java.lang.Object)");
        TaskScanner.Candidate strings = found.get(1);
        assertThat(strings.types().resolve(strings.method().returnType()).toString()).isEqualTo("java.lang.String");
    }

    static class MethodOfSuperclass {
        static class Base {
            @Isolated
            public void task() {
            }

            @Isolated
            public void replaced() {
            }
        }

        @ApplicationScoped
        static class Bean extends Base {
            @Override
            public void replaced() {
            }
        }
    }

    @Test
    void takesAnnotatedMethodsOfSuperclassesUnlessOverridden() {
        TaskScanner.Scan scan = Scans.scan(Scans.index(MethodOfSuperclass.class));
        assertThat(ids(scan.candidates())).containsExactly("MethodOfSuperclass$Bean#task()");
        assertThat(scan.withoutEffect()).hasSize(1);
        assertThat(TaskScanner.place(scan.withoutEffect().get(0).target())).endsWith("Base#replaced()");
    }

    static class WithCallback {
        @Isolated
        @ApplicationScoped
        static class Bean {
            @PostConstruct
            void init() {
            }

            public void task() {
            }
        }
    }

    @Test
    void leavesOutCallbacksOfAnAnnotatedClass() {
        assertThat(scan(WithCallback.class)).filteredOn(c -> !TaskRules.isLeftOut(c)).hasSize(1);
        assertThat(Scans.violations(WithCallback.class)).isEmpty();
    }

    private static List<TaskScanner.Candidate> scan(Class<?> type) {
        return Scans.scan(Scans.index(type)).candidates();
    }

    private static List<String> ids(List<TaskScanner.Candidate> candidates) {
        List<String> ids = new ArrayList<>();
        for (TaskScanner.Candidate candidate : candidates) {
            ids.add(candidate.id().replace(TaskScannerTest.class.getName() + "$", ""));
        }
        return ids;
    }
}
