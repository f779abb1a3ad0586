package io.quarkiverse.nsexec.deployment;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.ArrayType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.Type;
import org.jboss.jandex.TypeVariable;

/**
 * Replaces type variables and wildcards by what they stand for, as seen from one class.
 */
final class TypeResolver {

    /** Type arguments of type arguments; a bound that refers to its own variable would go on for ever. */
    private static final int MAX_DEPTH = 20;

    private final Map<String, Type> bindings;

    private TypeResolver(Map<String, Type> bindings) {
        this.bindings = bindings;
    }

    /** For the members of a generic class with these arguments; without arguments, variables stand for their bounds. */
    static TypeResolver of(ClassInfo type, List<Type> arguments) {
        Map<String, Type> bindings = new HashMap<>();
        List<TypeVariable> parameters = type.typeParameters();
        if (parameters.size() == arguments.size()) {
            for (int i = 0; i < parameters.size(); i++) {
                bindings.put(parameters.get(i).identifier(), arguments.get(i));
            }
        }
        return new TypeResolver(bindings);
    }

    /** For the class and all classes and interfaces above it that are in the index, from the class upward. */
    static Map<DotName, TypeResolver> hierarchy(ClassInfo type, IndexView index) {
        Map<DotName, TypeResolver> all = new LinkedHashMap<>();
        addHierarchy(type, of(type, List.of()), index, all);
        return all;
    }

    private static void addHierarchy(ClassInfo type, TypeResolver resolver, IndexView index,
            Map<DotName, TypeResolver> all) {
        if (all.putIfAbsent(type.name(), resolver) != null) {
            return;
        }
        if (type.superClassType() != null) {
            addSuper(type.superClassType(), resolver, index, all);
        }
        for (Type superInterface : type.interfaceTypes()) {
            addSuper(superInterface, resolver, index, all);
        }
    }

    private static void addSuper(Type superType, TypeResolver resolver, IndexView index, Map<DotName, TypeResolver> all) {
        ClassInfo superClass = index.getClassByName(superType.name());
        if (superClass != null) {
            addHierarchy(superClass, resolver.above(superType, superClass), index, all);
        }
    }

    /** The resolver of a superclass or interface that is written as this type. */
    TypeResolver above(Type superType, ClassInfo superClass) {
        return of(superClass, arguments(resolve(superType)));
    }

    /** The type without variables and wildcards; what has no bound is Object. */
    Type resolve(Type type) {
        return resolve(type, MAX_DEPTH);
    }

    private Type resolve(Type type, int depth) {
        if (depth == 0) {
            return Type.create(Names.OBJECT, Type.Kind.CLASS);
        }
        switch (type.kind()) {
            case TYPE_VARIABLE:
                Type bound = bindings.get(type.asTypeVariable().identifier());
                if (bound != null) {
                    return bound;
                }
                List<Type> bounds = type.asTypeVariable().bounds();
                return bounds.isEmpty() ? Type.create(Names.OBJECT, Type.Kind.CLASS) : resolve(bounds.get(0), depth - 1);
            case TYPE_VARIABLE_REFERENCE:
                return resolve(type.asTypeVariableReference().follow(), depth - 1);
            case WILDCARD_TYPE:
                return resolve(type.asWildcardType().extendsBound(), depth - 1);
            case PARAMETERIZED_TYPE:
                List<Type> arguments = type.asParameterizedType().arguments();
                Type[] resolved = new Type[arguments.size()];
                for (int i = 0; i < resolved.length; i++) {
                    resolved[i] = resolve(arguments.get(i), depth - 1);
                }
                return ParameterizedType.create(type.name(), resolved, null);
            case ARRAY:
                ArrayType array = type.asArrayType();
                return ArrayType.create(resolve(array.constituent(), depth - 1), array.dimensions());
            case UNRESOLVED_TYPE_VARIABLE:
                return Type.create(Names.OBJECT, Type.Kind.CLASS);
            default:
                return type;
        }
    }

    static List<Type> arguments(Type type) {
        return type.kind() == Type.Kind.PARAMETERIZED_TYPE ? type.asParameterizedType().arguments() : List.of();
    }
}
