package io.quarkiverse.nsexec.runtime.payload;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.nsexec.PayloadException;

/**
 * The state that the application's own exception classes add to {@link Throwable}: their non-static, non-transient fields,
 * as Java's serialization would take them.
 */
final class ThrowableFields {

    private ThrowableFields() {
    }

    /** The fields of the exception's class and of those above it, as far as they are not the JDK's. */
    static List<Field> of(Class<?> throwableClass) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = throwableClass; c != null && !isOfTheJdk(c); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    static boolean isOfTheJdk(Class<?> c) {
        ClassLoader loader = c.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /**
     * The encoded values by {@link #key}, or null where one of them cannot be encoded in that many bytes: without its state the
     * exception is not rebuilt as its own type.
     */
    static Map<String, byte[]> capture(Throwable throwable, int maxBytes, PayloadCap cap) {
        Map<String, byte[]> values = new TreeMap<>();
        int left = maxBytes;
        try {
            for (Field field : of(throwable.getClass())) {
                field.setAccessible(true);
                PayloadOutput out = new PayloadOutput(left, cap, "An exception's field");
                PayloadCodec.encode(out, slot(throwable.getClass(), field), field.get(throwable));
                values.put(key(field), out.toByteArray());
                left = maxBytes - size(values);
                if (left <= 0) {
                    return null;
                }
            }
            return values;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    /** Bytes that the fields take, written behind their names. */
    static int size(Map<String, byte[]> values) {
        int size = 0;
        for (Map.Entry<String, byte[]> value : values.entrySet()) {
            size += 2 * Integer.BYTES + value.getKey().getBytes(StandardCharsets.UTF_8).length + value.getValue().length;
        }
        return size;
    }

    /** @throws PayloadException a field is missing, or does not fit its declared type */
    static void restore(Throwable throwable, Map<String, byte[]> values) throws IllegalAccessException {
        for (Field field : of(throwable.getClass())) {
            byte[] encoded = values.get(key(field));
            if (encoded == null) {
                throw new PayloadException("The value of the field " + key(field) + " is missing");
            }
            PayloadInput in = new PayloadInput(encoded);
            Object value = PayloadCodec.decode(in, slot(throwable.getClass(), field));
            in.end("the field " + key(field));
            field.setAccessible(true);
            field.set(throwable, value);
        }
    }

    private static Slot slot(Class<?> throwableClass, Field field) {
        return new Slot("The field " + key(field), field.getGenericType(), throwableClass, field.getDeclaringClass());
    }

    private static String key(Field field) {
        return field.getDeclaringClass().getName() + '#' + field.getName();
    }
}
