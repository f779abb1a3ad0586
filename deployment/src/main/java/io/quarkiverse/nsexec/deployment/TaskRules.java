package io.quarkiverse.nsexec.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.nsexec.runtime.config.Durations;
import io.quarkiverse.nsexec.runtime.config.Violations;
import io.quarkiverse.nsexec.runtime.payload.ResultKind;

/**
 * What must hold for tasks. Pure: takes what was found, gives all violations at once, each with class#method, the value, the
 * rule and a fix.
 */
final class TaskRules {

    /** Methods that the container calls, with arguments that only it has. */
    private static final Map<DotName, String> OF_THE_CONTAINER = Map.of(
            DotName.createSimple("jakarta.enterprise.inject.Produces"), "a producer method",
            DotName.createSimple("jakarta.inject.Inject"), "an initializer method",
            DotName.createSimple("jakarta.annotation.PostConstruct"), "a lifecycle callback",
            DotName.createSimple("jakarta.annotation.PreDestroy"), "a lifecycle callback",
            DotName.createSimple("jakarta.interceptor.AroundInvoke"), "an interceptor method");

    private static final Map<DotName, String> OF_THE_CONTAINER_BY_PARAMETER = Map.of(
            DotName.createSimple("jakarta.enterprise.event.Observes"), "an observer method",
            DotName.createSimple("jakarta.enterprise.event.ObservesAsync"), "an observer method",
            DotName.createSimple("jakarta.enterprise.inject.Disposes"), "a disposer method");

    /** Callbacks that ArC does not intercept by a binding of the class. */
    private static final Set<String> NOT_INTERCEPTED = Set.of("a lifecycle callback", "an interceptor method");

    private final SortedSet<String> profiles;
    private final CrossingTypes crossing;
    private final Set<DotName> beanClasses;
    private final List<String> violations = new ArrayList<>();

    TaskRules(SortedSet<String> profiles, CrossingTypes crossing, Set<DotName> beanClasses) {
        this.profiles = profiles;
        this.crossing = crossing;
        this.beanClasses = beanClasses;
    }

    List<String> violations() {
        return violations;
    }

    /** A Java task runs in a JVM. */
    static List<String> inNativeImage(boolean nativeImage, List<String> tasks) {
        List<String> violations = new ArrayList<>();
        for (String task : nativeImage ? tasks : List.<String> of()) {
            violations.add(Violations.text(task, "@Isolated: a Java task needs a JVM in its sandbox, which a native image does"
                    + " not have. Fix: build the application for the JVM, or run an isolated command instead"
                    + " (io.quarkiverse.nsexec.IsolatedProcesses)"));
        }
        return violations;
    }

    /** Callbacks in a class that is annotated as a whole: the container calls them, past the interceptor. */
    static boolean isLeftOut(TaskScanner.Candidate candidate) {
        String role = role(candidate.method());
        return candidate.fromClass() && role != null && NOT_INTERCEPTED.contains(role);
    }

    /** Checks one task; true if it broke no rule. */
    boolean check(TaskScanner.Candidate task) {
        int before = violations.size();
        if (checkMethod(task.id(), task.method(), task.fromClass())) {
            checkProfile(task);
            checkTimeout(task);
            checkParameters(task);
            checkResult(task);
            checkExceptions(task);
        }
        return violations.size() == before;
    }

    /** Reports why an annotation isolates nothing. */
    void checkWithoutEffect(AnnotationInstance annotation) {
        String place = TaskScanner.place(annotation.target());
        if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
            MethodInfo method = annotation.target().asMethod();
            if (checkMethod(place, method, false)) {
                checkDeclaringClass(place, method);
            }
            return;
        }
        ClassInfo type = annotation.target().asClass();
        if (type.isAnnotation()) {
            add(place, "@Isolated", "on an annotation type it isolates nothing", "annotate the bean's class or its methods");
        } else if (type.isInterface()) {
            add(place, "@Isolated", "on an interface it isolates nothing, as classes do not inherit it",
                    "annotate the bean's class");
        } else if (!beanClasses.contains(type.name())) {
            addNoBean(place, type.name());
        } else {
            add(place, "@Isolated", "the bean has no business method that it could isolate",
                    "remove the annotation, or make the methods non-private and non-static");
        }
    }

    private boolean checkMethod(String where, MethodInfo method, boolean fromClass) {
        String role = role(method);
        if (role != null) {
            add(where, fromClass ? "@Isolated on the class" : "@Isolated",
                    role + " is called by the container and cannot be isolated",
                    "isolate a business method and call it from there"
                            + (fromClass ? "; annotate methods instead of the class, or move this one to another class" : ""));
            return false;
        }
        if (fromClass) {
            return true;
        }
        int flags = method.flags();
        String modifier = Modifier.isPrivate(flags) ? "private"
                : Modifier.isStatic(flags) ? "static" : Modifier.isFinal(flags) ? "final" : null;
        if (modifier != null) {
            add(where, "@Isolated", "a " + modifier + " method cannot be intercepted, so it would run in the service",
                    "remove the word " + modifier);
            return false;
        }
        return true;
    }

    private void checkDeclaringClass(String where, MethodInfo method) {
        ClassInfo type = method.declaringClass();
        if (type.isInterface()) {
            add(where, "@Isolated", "on a method of an interface it isolates nothing, as methods do not inherit it",
                    "annotate the method of the bean's class");
        } else if (Modifier.isAbstract(method.flags())) {
            add(where, "@Isolated", "on an abstract method it isolates nothing, as methods do not inherit it",
                    "annotate the method that implements it");
        } else if (!beanClasses.contains(type.name())) {
            addNoBean(where, type.name());
        } else {
            add(where, "@Isolated", "the annotation isolates nothing here", "annotate a business method of the bean");
        }
    }

    private void addNoBean(String where, DotName type) {
        add(where, "@Isolated", type + " is no CDI bean (nor is a subclass that inherits the method), so nothing intercepts the"
                + " call", "add a scope to the class, such as @ApplicationScoped (jakarta.enterprise.context), and inject it");
    }

    private void checkProfile(TaskScanner.Candidate task) {
        String profile = task.profile();
        if (profiles.contains(profile)) {
            return;
        }
        StringBuilder known = new StringBuilder();
        for (String name : profiles) {
            known.append(known.length() == 0 ? "" : ", ").append(name.isEmpty() ? "the default one (no name)" : name);
        }
        add(task.id(), profile, "there is no profile of this name; known: " + known,
                "use one of them, or configure it while building, as in quarkus.nsexec.\"" + profile + "\".namespaces");
    }

    private void checkTimeout(TaskScanner.Candidate task) {
        String timeout = task.timeout();
        if (timeout.isEmpty() || timeout.contains("${")) {
            return;
        }
        try {
            Durations.parsePositive(timeout);
        } catch (IllegalArgumentException e) {
            add(task.id(), timeout, "the timeout " + e.getMessage(), "write one such as 20s, 500ms, PT1M or ${a.key:20s}");
        }
    }

    private void checkParameters(TaskScanner.Candidate task) {
        MethodInfo method = task.method();
        for (int i = 0; i < method.parametersCount(); i++) {
            String name = method.parameterName(i);
            checkType(task, method.parameterType(i), name == null ? "parameter " + (i + 1) : "the parameter " + name);
        }
    }

    private void checkResult(TaskScanner.Candidate task) {
        Type result = task.types().resolve(task.method().returnType());
        if (ResultKind.of(result.name().toString()).isAsync()) {
            if (task.method().returnType().kind() == Type.Kind.TYPE_VARIABLE) {
                add(task.id(), result.name().withoutPackagePrefix(), "a type variable must not stand for it: a call could not"
                        + " tell that its result comes later", "override the method and declare it there");
                return;
            }
            List<Type> arguments = TypeResolver.arguments(result);
            if (arguments.isEmpty()) {
                add(task.id(), result.name().withoutPackagePrefix(), "the raw type says nothing of what crosses",
                        "write what it gives, as in " + result.name().withoutPackagePrefix() + "<String>");
                return;
            }
            result = arguments.get(0);
        }
        if (!result.name().toString().equals("java.lang.Void")) {
            checkType(task, result, "the result");
        }
    }

    private void checkType(TaskScanner.Candidate task, Type type, String what) {
        for (CrossingTypes.Offence offence : crossing.check(task.types().resolve(type))) {
            addOffence(task, offence, what);
        }
    }

    private void checkExceptions(TaskScanner.Candidate task) {
        for (DotName exception : TaskExceptions.declared(task)) {
            for (CrossingTypes.Offence offence : crossing.checkException(exception)) {
                addOffence(task, offence, "the exception");
            }
        }
    }

    private void addOffence(TaskScanner.Candidate task, CrossingTypes.Offence offence, String what) {
        add(task.id(), offence.path() + ": " + offence.type(),
                what + " cannot cross the process boundary: " + offence.rule(), offence.fix());
    }

    private static String role(MethodInfo method) {
        for (AnnotationInstance annotation : method.annotations()) {
            String role = annotation.target().kind() == AnnotationTarget.Kind.METHOD
                    ? OF_THE_CONTAINER.get(annotation.name())
                    : OF_THE_CONTAINER_BY_PARAMETER.get(annotation.name());
            if (role != null) {
                return role;
            }
        }
        return null;
    }

    private void add(String where, String value, String rule, String fix) {
        violations.add(Violations.text(where, value + ": " + rule + ". Fix: " + fix));
    }
}
