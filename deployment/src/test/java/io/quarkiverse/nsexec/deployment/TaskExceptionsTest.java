package io.quarkiverse.nsexec.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

class TaskExceptionsTest {

    static class Base extends Exception {
        private static final long serialVersionUID = 1L;
    }

    static class Sub extends Base {
        private static final long serialVersionUID = 1L;
    }

    static class Odd extends Base {
        private static final long serialVersionUID = 1L;
        Thread thread;
    }

    static class MyEof extends EOFException {
        private static final long serialVersionUID = 1L;
    }

    private final Index index = Scans.index(TaskExceptionsTest.class);
    private final TaskExceptions exceptions = new TaskExceptions(index, new CrossingTypes(index));

    @Test
    void listsADeclaredExceptionAndItsSubclassesThatCanCross() {
        assertThat(exceptions.rebuildable(List.of(name(Base.class)))).containsExactly(name(Base.class), name(Sub.class));
    }

    @Test
    void listsTheJdksSubclassesAndTheApplicationsBelowThem() {
        assertThat(exceptions.rebuildable(List.of(name(IOException.class)))).isSorted()
                .contains(name(IOException.class), name(FileNotFoundException.class), name(EOFException.class),
                        name(MyEof.class))
                .doesNotContain(name(Base.class), name(RuntimeException.class));
    }

    static class MyState extends IllegalStateException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void listsTheApplicationsRuntimeExceptionsWhereAllAreDeclared() {
        assertThat(exceptions.rebuildable(List.of(name(Exception.class))))
                .contains(name(Exception.class), name(IOException.class), name(MyState.class), name(Base.class))
                .doesNotContain(name(IllegalStateException.class), name(Odd.class));
    }

    @Test
    void listsNothingForAMethodThatDeclaresNothing() {
        assertThat(exceptions.rebuildable(List.of())).isEmpty();
    }

    private static DotName name(Class<?> type) {
        return DotName.createSimple(type);
    }
}
