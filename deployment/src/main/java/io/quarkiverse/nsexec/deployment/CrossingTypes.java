package io.quarkiverse.nsexec.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

import io.quarkiverse.nsexec.deployment.JdkTypes.Finding;

/**
 * Decides which types can cross the process boundary: what {@code runtime.payload} can bring back as it was sent, without the
 * sandbox choosing a class. Pure over the index.
 */
final class CrossingTypes {

    /** A part of a type that cannot cross. */
    record Offence(String path, String type, String rule, String fix) {
    }

    private final IndexView index;

    CrossingTypes(IndexView index) {
        this.index = index;
    }

    /** What of a parameter's or result's type cannot cross; the type without variables. */
    List<Offence> check(Type type) {
        Walk walk = new Walk();
        walk.check(type, simpleName(type));
        return walk.offences;
    }

    /** What of an exception's fields cannot cross. */
    List<Offence> checkException(DotName name) {
        Walk walk = new Walk();
        ClassInfo exception = index.getClassByName(name);
        String path = simpleName(name);
        if (exception == null) {
            if (!Names.isOfTheJdk(name)) {
                walk.report(path, name.toString(), notIndexed(name));
            }
            return walk.offences;
        }
        for (Map.Entry<DotName, TypeResolver> level : TypeResolver.hierarchy(exception, index).entrySet()) {
            if (Names.isOfTheJdk(level.getKey())) {
                continue;
            }
            ClassInfo declaring = index.getClassByName(level.getKey());
            for (FieldInfo field : declaring.fields()) {
                if (!Modifier.isStatic(field.flags()) && !Modifier.isTransient(field.flags())) {
                    walk.check(level.getValue().resolve(field.type()), path + '.' + field.name());
                }
            }
            checkAbove(walk, declaring, path);
        }
        return walk.offences;
    }

    private void checkAbove(Walk walk, ClassInfo type, String path) {
        DotName above = type.superName();
        if (above != null && !Names.isOfTheJdk(above) && index.getClassByName(above) == null) {
            walk.report(path, type.name().toString(), notIndexed(above));
        }
    }

    private static Finding notIndexed(DotName name) {
        return new Finding("the class " + name + " is not in the index, so its fields are unknown",
                "index the library that has it, with the keys quarkus.index-dependency.<name>.group-id and .artifact-id, or"
                        + " pass a record of the application");
    }

    private static String simpleName(Type type) {
        switch (type.kind()) {
            case ARRAY:
                return simpleName(type.asArrayType().constituent()) + "[]".repeat(type.asArrayType().dimensions());
            default:
                return simpleName(type.name());
        }
    }

    private static String simpleName(DotName name) {
        String text = name.withoutPackagePrefix();
        return text.substring(text.lastIndexOf('$') + 1);
    }

    /** One walk over a type and all that it is made of; each type once, so it ends where types are recursive. */
    private final class Walk {

        /** A generic class that nests itself in ever larger arguments has no end otherwise. */
        private static final int MAX_DEPTH = 50;

        final List<Offence> offences = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private int depth;

        void check(Type type, String path) {
            switch (type.kind()) {
                case PRIMITIVE:
                case VOID:
                    return;
                case ARRAY:
                    check(type.asArrayType().constituent(), path + "[]".repeat(type.asArrayType().dimensions()));
                    return;
                case CLASS:
                case PARAMETERIZED_TYPE:
                    checkNamed(type, path);
                    return;
                default:
                    report(path, type.toString(), JdkTypes.refuse(Names.OBJECT));
            }
        }

        private void checkNamed(Type type, String path) {
            DotName name = type.name();
            List<Type> arguments = TypeResolver.arguments(type);
            if (JdkTypes.isValue(name)) {
                return;
            }
            if (JdkTypes.isCollection(name) || JdkTypes.isOptional(name)) {
                if (hasArguments(type, arguments, 1, path)) {
                    if (JdkTypes.isSet(name) && JdkTypes.isUrl(arguments.get(0).name())) {
                        report(path + "[]", arguments.get(0).toString(), urls());
                    }
                    check(arguments.get(0), JdkTypes.isOptional(name) ? path : path + "[]");
                }
                return;
            }
            if (JdkTypes.isMap(name)) {
                if (hasArguments(type, arguments, 2, path)) {
                    checkKey(arguments.get(0), path + "[key]");
                    check(arguments.get(1), path + "[]");
                }
                return;
            }
            if (Names.isOfTheJdk(name)) {
                report(path, type.toString(), JdkTypes.refuse(name));
                return;
            }
            if (!seen.add(type.toString())) {
                return;
            }
            if (depth == MAX_DEPTH) {
                report(path, name.toString(), new Finding("it is nested more than " + MAX_DEPTH + " types deep",
                        "pass something flatter"));
                return;
            }
            ClassInfo declared = index.getClassByName(name);
            if (declared == null) {
                report(path, name.toString(), notIndexed(name));
                return;
            }
            depth++;
            checkClass(declared, arguments, path);
            depth--;
        }

        private boolean hasArguments(Type type, List<Type> arguments, int count, String path) {
            if (arguments.size() == count) {
                return true;
            }
            report(path, type.toString(), new Finding("the raw type says nothing of what is in it",
                    "write what is in it, as in List<String>"));
            return false;
        }

        private void checkKey(Type key, String path) {
            ClassInfo declared = index.getClassByName(key.name());
            boolean isEnum = declared != null && declared.isEnum();
            if (JdkTypes.isUrl(key.name())) {
                report(path, key.toString(), urls());
            } else if (!isEnum && !(key.kind() == Type.Kind.CLASS && JdkTypes.isKey(key.name()))) {
                report(path, key.toString(), new Finding("a map's key crosses as text, which this type has no form of",
                        "use a String, a number, an enum, a UUID or a date as key, or a List of records"));
            }
        }

        private Finding urls() {
            return new Finding("comparing URLs asks the network, and the sandbox would choose whom", "use java.net.URI");
        }

        private void checkClass(ClassInfo type, List<Type> arguments, String path) {
            JacksonView view = new JacksonView(type);
            if (type.isEnum() || view.hasOwnCode() || view.isIgnoredType()) {
                return;
            }
            if (type.isAnnotation()) {
                report(path, type.name().toString(), new Finding("an annotation does not cross", "pass its values"));
                return;
            }
            if (!type.typeParameters().isEmpty() && arguments.isEmpty()) {
                report(path, type.name().toString(), new Finding("the raw type says nothing of what is in it",
                        "write its type arguments"));
                return;
            }
            if (isThrowable(type)) {
                report(path, type.name().toString(), new Finding("an exception does not cross as a value",
                        "throw it, or pass what it says"));
                return;
            }
            if (checkSubTypes(type, view, path)) {
                return;
            }
            TypeResolver resolver = TypeResolver.of(type, arguments);
            if (view.value() != null) {
                check(resolver.resolve(view.value()), path);
                return;
            }
            checkConstruction(type, view, path);
            checkProperties(type, resolver, path);
        }

        /** Whether other types stand for this one, so that nothing more is to be said of it. */
        private boolean checkSubTypes(ClassInfo type, JacksonView view, String path) {
            // Jackson inherits it from superclasses and interfaces
            for (DotName level : TypeResolver.hierarchy(type, index).keySet()) {
                String ids = new JacksonView(index.getClassByName(level)).classNamesAsIds();
                if (ids != null) {
                    report(path, type.name().toString(), new Finding("@JsonTypeInfo(use = Id." + ids + ") on "
                            + simpleName(level) + " lets the sandbox choose the class", "use Id.NAME with @JsonSubTypes"));
                    return true;
                }
            }
            List<Type> subTypes = view.subTypes();
            for (Type subType : subTypes) {
                check(subType, path + '(' + simpleName(subType.name()) + ')');
            }
            boolean isAbstract = type.isInterface() || Modifier.isAbstract(type.flags());
            if (view.readAs() != null && !view.readAs().name().equals(type.name())) {
                check(view.readAs(), path);
                return true;
            }
            if (isAbstract && subTypes.isEmpty()) {
                report(path, type.name().toString(), new Finding((type.isInterface() ? "an interface" : "an abstract class")
                        + " does not say which class to make of what crosses",
                        "use a record or a concrete class, or add @JsonTypeInfo(use = Id.NAME) with @JsonSubTypes"));
                return true;
            }
            return isAbstract;
        }

        private void checkConstruction(ClassInfo type, JacksonView view, String path) {
            boolean inner = type.nestingType() == ClassInfo.NestingType.INNER && !Modifier.isStatic(type.flags())
                    && !type.isRecord();
            boolean local = type.nestingType() == ClassInfo.NestingType.LOCAL
                    || type.nestingType() == ClassInfo.NestingType.ANONYMOUS;
            if ((inner || local) && !type.isRecord()) {
                report(path, type.name().toString(), new Finding("an inner class needs the object around it",
                        "make it static, or a record"));
            } else if (!view.isConstructible()) {
                report(path, type.name().toString(), new Finding("it has neither a constructor without parameters nor a"
                        + " @JsonCreator", "add one of them, or make it a record"));
            }
        }

        private void checkProperties(ClassInfo type, TypeResolver resolver, String path) {
            Set<String> checked = new HashSet<>();
            Set<String> ignored = new HashSet<>();
            boolean hasFields = false;
            ClassInfo level = type;
            TypeResolver levelResolver = resolver;
            while (true) {
                JacksonView view = new JacksonView(level);
                hasFields |= view.hasFields();
                ignored.addAll(view.ignored());
                for (JacksonView.Property property : view.properties()) {
                    Type propertyType = levelResolver.resolve(property.type());
                    if (!ignored.contains(property.name()) && checked.add(property.name() + ' ' + propertyType)) {
                        check(propertyType, path + '.' + property.name());
                    }
                }
                Type above = level.superClassType();
                if (above == null || above.name().equals(Names.OBJECT) || above.name().toString().equals("java.lang.Record")) {
                    break;
                }
                ClassInfo superClass = index.getClassByName(above.name());
                if (superClass == null) {
                    report(path, type.name().toString(), Names.isOfTheJdk(above.name())
                            ? new Finding("it extends " + above.name() + " of the JDK", "use a record that has what is meant")
                            : notIndexed(above.name()));
                    return;
                }
                levelResolver = levelResolver.above(above, superClass);
                level = superClass;
            }
            if (checked.isEmpty() && hasFields) {
                report(path, type.name().toString(), new Finding("none of its fields is visible to Jackson, so they would be"
                        + " lost", "add getters, or make it a record"));
            }
        }

        private boolean isThrowable(ClassInfo type) {
            for (ClassInfo level = type; level != null; level = index.getClassByName(level.superName())) {
                String above = level.superName() == null ? "" : level.superName().toString();
                if (above.equals("java.lang.Throwable") || Names.isOfTheJdk(DotName.createSimple(above))
                        && (above.endsWith("Exception") || above.endsWith("Error"))) {
                    return true;
                }
                if (level.superName() == null) {
                    return false;
                }
            }
            return false;
        }

        void report(String path, String type, Finding finding) {
            offences.add(new Offence(path, type, finding.rule(), finding.fix()));
        }
    }
}
