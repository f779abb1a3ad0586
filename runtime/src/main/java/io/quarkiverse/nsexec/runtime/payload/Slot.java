package io.quarkiverse.nsexec.runtime.payload;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;

/**
 * A place that one value fills: a parameter, a result, a field of an exception. It knows the declared type, and as long as
 * that is one of the fast path's it does not touch Jackson.
 */
final class Slot {

    /** How a value is written. */
    enum Form {
        VOID,
        BOOLEAN,
        BYTE,
        SHORT,
        CHAR,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        STRING,
        BYTES,
        JSON
    }

    private static final Map<Class<?>, Form> FAST = Map.ofEntries(
            Map.entry(void.class, Form.VOID), Map.entry(Void.class, Form.VOID),
            Map.entry(boolean.class, Form.BOOLEAN), Map.entry(Boolean.class, Form.BOOLEAN),
            Map.entry(byte.class, Form.BYTE), Map.entry(Byte.class, Form.BYTE),
            Map.entry(short.class, Form.SHORT), Map.entry(Short.class, Form.SHORT),
            Map.entry(char.class, Form.CHAR), Map.entry(Character.class, Form.CHAR),
            Map.entry(int.class, Form.INT), Map.entry(Integer.class, Form.INT),
            Map.entry(long.class, Form.LONG), Map.entry(Long.class, Form.LONG),
            Map.entry(float.class, Form.FLOAT), Map.entry(Float.class, Form.FLOAT),
            Map.entry(double.class, Form.DOUBLE), Map.entry(Double.class, Form.DOUBLE),
            Map.entry(String.class, Form.STRING), Map.entry(byte[].class, Form.BYTES));

    private final String what;
    private final Type declared;
    private final Class<?> context;
    private final Class<?> declaring;

    private volatile Form form;
    private boolean primitive;
    /** A JavaType of Jackson's; as an Object, so that the verifier has no reason to load that class. */
    private Object javaType;

    /**
     * @param what names the place in messages
     * @param context the class against which type variables are resolved
     * @param declaring the class that declares the method or field: {@code context} or one above it
     */
    Slot(String what, Type declared, Class<?> context, Class<?> declaring) {
        this.what = what;
        this.declared = declared;
        this.context = context;
        this.declaring = declaring;
    }

    /** The slot of a method's result: of {@code Uni<T>} and {@code CompletionStage<T>}, T. */
    static Slot ofResult(String what, Type returnType, ResultKind kind, Class<?> context, Class<?> declaring) {
        if (!kind.isAsync()) {
            return new Slot(what, returnType, context, declaring);
        }
        if (!(returnType instanceof ParameterizedType parameterized)) {
            throw new IllegalArgumentException(what + " is a " + returnType.getTypeName() + " without its type argument");
        }
        return new Slot(what, parameterized.getActualTypeArguments()[0], context, declaring);
    }

    String what() {
        return what;
    }

    String typeName() {
        return declared.getTypeName();
    }

    Form form() {
        Form known = form;
        return known != null ? known : resolve();
    }

    /** Whether null is no value of it. */
    boolean isPrimitive() {
        form();
        return primitive;
    }

    Object javaType() {
        form();
        return javaType;
    }

    private synchronized Form resolve() {
        if (form != null) {
            return form;
        }
        Class<?> raw;
        if (declared instanceof Class<?> plain) {
            raw = plain;
        } else {
            javaType = Json.resolve(declared, context, declaring);
            raw = Json.rawClass(javaType);
        }
        Form found = FAST.getOrDefault(raw, Form.JSON);
        if (found == Form.JSON && javaType == null) {
            javaType = Json.resolve(declared, context, declaring);
        }
        primitive = raw.isPrimitive() && raw != void.class;
        form = found;
        return found;
    }
}
