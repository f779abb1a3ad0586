package io.quarkiverse.nsexec.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/**
 * Finds the isolated methods of beans, as ArC will intercept them, and the annotations that have no effect. Pure over the
 * index.
 */
final class TaskScanner {

    /** An isolated method of a bean. */
    record Candidate(String id, ClassInfo beanClass, MethodInfo method, AnnotationInstance annotation, boolean fromClass,
            TypeResolver types) {

        String profile() {
            return text("value");
        }

        String timeout() {
            return text("timeout");
        }

        private String text(String member) {
            AnnotationValue value = annotation.value(member);
            return value == null ? "" : value.asString();
        }
    }

    /** What was found: candidates by id, and annotations that isolate nothing. */
    record Scan(List<Candidate> candidates, List<AnnotationInstance> withoutEffect) {
    }

    /** How the annotation of a class or method is looked up. */
    interface Annotations {
        AnnotationInstance find(AnnotationTarget target, DotName name);
    }

    private static final Set<String> OBJECT_METHODS = Set.of("toString()", "hashCode()", "equals(java.lang.Object)",
            "clone()", "finalize()");

    private final IndexView index;
    private final Annotations annotations;
    private final TreeMap<String, Candidate> candidates = new TreeMap<>();
    private final Set<AnnotationInstance> effective = new HashSet<>();

    private TaskScanner(IndexView index, Annotations annotations) {
        this.index = index;
        this.annotations = annotations;
    }

    /** @param beanClasses the classes of the class-based beans */
    static Scan scan(IndexView index, Collection<ClassInfo> beanClasses, Annotations annotations) {
        TaskScanner scanner = new TaskScanner(index, annotations);
        for (ClassInfo beanClass : beanClasses) {
            scanner.scanBean(beanClass);
        }
        return new Scan(new ArrayList<>(scanner.candidates.values()), scanner.withoutEffect());
    }

    /** The same in each build: binary names of the bean's class and of the erased parameter types. */
    static String id(DotName beanClass, MethodInfo method) {
        return beanClass + "#" + signature(method);
    }

    static String signature(MethodInfo method) {
        StringBuilder signature = new StringBuilder(method.name()).append('(');
        for (int i = 0; i < method.parametersCount(); i++) {
            signature.append(i == 0 ? "" : ",").append(erased(method.parameterType(i)));
        }
        return signature.append(')').toString();
    }

    private static String erased(Type type) {
        if (type.kind() == Type.Kind.ARRAY) {
            return erased(type.asArrayType().constituent()) + "[]".repeat(type.asArrayType().dimensions());
        }
        return type.name().toString();
    }

    private void scanBean(ClassInfo beanClass) {
        AnnotationInstance ofClass = ofClass(beanClass);
        Map<DotName, TypeResolver> hierarchy = TypeResolver.hierarchy(beanClass, index);
        Set<String> seen = new HashSet<>();
        Set<String> resolvedSeen = new HashSet<>();
        List<ClassInfo> interfaces = new ArrayList<>();
        for (Map.Entry<DotName, TypeResolver> level : hierarchy.entrySet()) {
            ClassInfo declaring = level.getKey().equals(beanClass.name()) ? beanClass
                    : index.getClassByName(level.getKey());
            if (declaring.isInterface()) {
                interfaces.add(declaring);
            } else if (!level.getKey().equals(Names.OBJECT)) {
                scanLevel(beanClass, declaring, level.getValue(), ofClass, seen, resolvedSeen);
            }
        }
        for (ClassInfo declaring : interfaces) {
            scanLevel(beanClass, declaring, hierarchy.get(declaring.name()), ofClass, seen, resolvedSeen);
        }
    }

    /** @param seen the methods of classes below, which override */
    private void scanLevel(ClassInfo beanClass, ClassInfo declaring, TypeResolver types, AnnotationInstance ofClass,
            Set<String> seen, Set<String> resolvedSeen) {
        for (MethodInfo method : declaring.methods()) {
            if (!isBusinessMethod(method) || !resolvedSeen.add(resolvedSignature(method, types))
                    || !seen.add(signature(method))) {
                continue;
            }
            // ArC too takes no bindings from methods of interfaces
            AnnotationInstance own = declaring.isInterface() ? null : annotations.find(method, Names.ISOLATED);
            AnnotationInstance binding = own;
            if (own == null && annotations.find(method, Names.NO_CLASS_INTERCEPTORS) == null) {
                binding = ofClass;
            }
            if (binding == null || Modifier.isAbstract(method.flags())
                    || own == null && OBJECT_METHODS.contains(signature(method))) {
                continue;
            }
            effective.add(binding);
            String id = id(beanClass.name(), method);
            candidates.put(id, new Candidate(id, beanClass, method, binding, own == null, types));
        }
    }

    private static boolean isBusinessMethod(MethodInfo method) {
        int flags = method.flags();
        return !method.isConstructor() && !method.isStaticInitializer() && !method.isSynthetic()
                && !Modifier.isStatic(flags) && !Modifier.isPrivate(flags);
    }

    private static String resolvedSignature(MethodInfo method, TypeResolver types) {
        StringBuilder signature = new StringBuilder(method.name()).append('(');
        for (Type parameter : method.parameterTypes()) {
            signature.append(erased(types.resolve(parameter))).append(',');
        }
        return signature.toString();
    }

    /** The annotation is inherited by subclasses, not from interfaces. */
    private AnnotationInstance ofClass(ClassInfo beanClass) {
        for (ClassInfo level = beanClass; level != null; level = above(level)) {
            AnnotationInstance annotation = annotations.find(level, Names.ISOLATED);
            if (annotation != null) {
                return annotation;
            }
        }
        return null;
    }

    private ClassInfo above(ClassInfo type) {
        return type.superName() == null ? null : index.getClassByName(type.superName());
    }

    private List<AnnotationInstance> withoutEffect() {
        Map<String, AnnotationInstance> left = new TreeMap<>();
        Set<String> targets = new HashSet<>();
        for (AnnotationInstance annotation : effective) {
            // what an extension added has no place in the source
            if (annotation.target() != null) {
                targets.add(place(annotation.target()));
            }
        }
        for (AnnotationInstance annotation : index.getAnnotations(Names.ISOLATED)) {
            String place = place(annotation.target());
            if (!targets.contains(place)) {
                left.put(place, annotation);
            }
        }
        return new ArrayList<>(left.values());
    }

    /** Where an annotation stands: a class, or class#method. */
    static String place(AnnotationTarget target) {
        if (target.kind() == AnnotationTarget.Kind.METHOD) {
            return id(target.asMethod().declaringClass().name(), target.asMethod());
        }
        return target.kind() == AnnotationTarget.Kind.CLASS ? target.asClass().name().toString() : target.toString();
    }
}
