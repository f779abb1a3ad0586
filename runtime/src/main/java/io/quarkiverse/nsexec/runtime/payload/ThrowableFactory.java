package io.quarkiverse.nsexec.runtime.payload;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Objects;

import io.quarkiverse.nsexec.PayloadException;

/**
 * Makes an exception of a given class with a given message, cause and fields. First by one of the usual constructors; where
 * there is none, or where it composes another message, as Java's deserialization would: without the constructors of the class
 * itself, so that {@code new BadInput(int line)} needs no second constructor.
 */
final class ThrowableFactory {

    private ThrowableFactory() {
    }

    /**
     * @return the exception, or null where the class cannot be instantiated
     * @throws PayloadException the fields do not fit the class
     */
    static Throwable create(Class<?> type, ThrowableData data, Throwable cause) {
        if (Modifier.isAbstract(type.getModifiers())) {
            return null;
        }
        Throwable other = null;
        for (int shape = 0; shape < Shape.COUNT; shape++) {
            Throwable made = finish(Shape.construct(shape, type, data.message(), cause), data, cause);
            if (made != null) {
                if (says(made, data.message())) {
                    return made;
                }
                other = made;
            }
        }
        Throwable made = finish(Allocation.allocate(type, data.message(), cause), data, cause);
        if (made != null && (other == null || says(made, data.message()))) {
            return made;
        }
        return other;
    }

    /** The accessor is the application's code, and runs before the caller has the exception: what it throws is not for him. */
    private static boolean says(Throwable made, String message) {
        try {
            return Objects.equals(made.getMessage(), message);
        } catch (RuntimeException | LinkageError e) {
            return message == null; // it threw in the worker too
        }
    }

    private static Throwable finish(Throwable made, ThrowableData data, Throwable cause) {
        if (made == null) {
            return null;
        }
        try {
            ThrowableFields.restore(made, data.fields());
        } catch (IllegalAccessException e) {
            return null;
        }
        try {
            if (cause != null && made.getCause() == null) {
                made.initCause(cause);
            }
        } catch (RuntimeException e) {
            // a constructor that fixed the cause to none, or an accessor that throws: the next way may keep it
            return null;
        }
        return made;
    }

    /** The usual constructors. */
    private static final class Shape {

        static final int COUNT = 4;

        static Throwable construct(int shape, Class<?> type, String message, Throwable cause) {
            switch (shape) {
                case 0:
                    return cause == null ? null : construct(type, message, cause);
                case 1:
                    return construct(type, String.class, message);
                case 2:
                    return message == null ? construct(type) : null;
                default:
                    return cause == null ? null : construct(type, cause);
            }
        }

        private static Throwable construct(Class<?> type) {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 0) {
                    return call(constructor);
                }
            }
            return null;
        }

        private static Throwable construct(Class<?> type, Class<?> parameter, Object argument) {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == parameter) {
                    return call(constructor, argument);
                }
            }
            return null;
        }

        /** The cause's parameter may be narrower, as in UncheckedIOException. */
        private static Throwable construct(Class<?> type, String message, Throwable cause) {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                Class<?>[] parameters = constructor.getParameterTypes();
                if (parameters.length == 2 && parameters[0] == String.class && takes(parameters[1], cause)) {
                    return call(constructor, message, cause);
                }
            }
            return null;
        }

        private static Throwable construct(Class<?> type, Throwable cause) {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                Class<?>[] parameters = constructor.getParameterTypes();
                if (parameters.length == 1 && takes(parameters[0], cause)) {
                    return call(constructor, cause);
                }
            }
            return null;
        }

        private static boolean takes(Class<?> parameter, Throwable cause) {
            return Throwable.class.isAssignableFrom(parameter) && parameter.isInstance(cause);
        }

        private static Throwable call(Constructor<?> constructor, Object... arguments) {
            boolean open = Modifier.isPublic(constructor.getModifiers())
                    && Modifier.isPublic(constructor.getDeclaringClass().getModifiers());
            if (!open && (ThrowableFields.isOfTheJdk(constructor.getDeclaringClass()) || !constructor.trySetAccessible())) {
                return null;
            }
            try {
                return (Throwable) constructor.newInstance(arguments);
            } catch (ReflectiveOperationException | LinkageError e) {
                return null;
            }
        }
    }

    /** By jdk.unsupported's ReflectionFactory, which is there for libraries of serialization; a reduced JDK may lack it. */
    private static final class Allocation {

        private static final Object FACTORY;
        private static final Method NEW_CONSTRUCTOR;

        static {
            Object factory = null;
            Method method = null;
            try {
                Class<?> type = Class.forName("sun.reflect.ReflectionFactory");
                factory = type.getMethod("getReflectionFactory").invoke(null);
                method = type.getMethod("newConstructorForSerialization", Class.class, Constructor.class);
            } catch (ReflectiveOperationException e) {
                // then only by constructors
            }
            FACTORY = factory;
            NEW_CONSTRUCTOR = method;
        }

        static Throwable allocate(Class<?> type, String message, Throwable cause) {
            if (NEW_CONSTRUCTOR == null) {
                return null;
            }
            try {
                Constructor<?> base = cause == null ? Throwable.class.getConstructor(String.class)
                        : Throwable.class.getConstructor(String.class, Throwable.class);
                Constructor<?> constructor = (Constructor<?>) NEW_CONSTRUCTOR.invoke(FACTORY, type, base);
                return (Throwable) (cause == null ? constructor.newInstance(message)
                        : constructor.newInstance(message, cause));
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                return null;
            }
        }
    }
}
