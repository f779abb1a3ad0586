package io.quarkiverse.nsexec.runtime.payload;

import java.lang.reflect.Method;
import java.lang.reflect.Type;

import io.quarkiverse.nsexec.PayloadException;

/**
 * Encodes and decodes the arguments and the result of one method, each against its declared type, as the bean's class sees it.
 * The same on both sides of the boundary. Safe for use by several threads.
 * <p>
 * Making one is cheap: Jackson is loaded by the first value that needs it, and not at all where all types are void, primitives
 * or their boxes, {@code String} and {@code byte[]}.
 */
public final class MethodCodec {

    private final String name;
    private final ResultKind resultKind;
    private final Slot[] parameters;
    private final Slot result;
    private final PayloadCap cap;

    private MethodCodec(String name, ResultKind resultKind, Slot[] parameters, Slot result, PayloadCap cap) {
        this.name = name;
        this.resultKind = resultKind;
        this.parameters = parameters;
        this.result = result;
        this.cap = cap;
    }

    /**
     * @param beanClass the bean's class, against which type variables of inherited generic methods are resolved
     * @param method the method, declared by that class or inherited
     */
    public static MethodCodec of(Class<?> beanClass, Method method, PayloadCap cap) {
        String name = beanClass.getName() + '#' + method.getName();
        Type[] types = method.getGenericParameterTypes();
        Slot[] parameters = new Slot[types.length];
        for (int i = 0; i < types.length; i++) {
            parameters[i] = new Slot("Argument " + (i + 1) + " of " + name, types[i], beanClass, method.getDeclaringClass());
        }
        ResultKind kind = ResultKind.of(method.getReturnType().getName());
        Slot result = Slot.ofResult("The result of " + name, method.getGenericReturnType(), kind, beanClass,
                method.getDeclaringClass());
        return new MethodCodec(name, kind, parameters, result, cap);
    }

    /** How the method hands over its result. */
    public ResultKind resultKind() {
        return resultKind;
    }

    /** @throws PayloadException an argument cannot be encoded, or all of them exceed the cap */
    public byte[] encodeArguments(Object[] arguments) {
        if (arguments.length != parameters.length) {
            throw new PayloadException(name + " takes " + parameters.length + " arguments, not " + arguments.length);
        }
        PayloadOutput out = new PayloadOutput(cap.arrayCap(), cap, "What is passed to " + name);
        out.writeShort(parameters.length);
        for (int i = 0; i < parameters.length; i++) {
            PayloadCodec.encode(out, parameters[i], arguments[i]);
        }
        return out.toByteArray();
    }

    /** @throws PayloadException the bytes are not the encoded arguments of this method */
    public Object[] decodeArguments(byte[] bytes) {
        PayloadInput in = new PayloadInput(bytes);
        int count = in.readShort("the number of arguments");
        if (count != parameters.length) {
            throw new PayloadException(name + " takes " + parameters.length + " arguments, but " + count + " came");
        }
        Object[] arguments = new Object[count];
        for (int i = 0; i < count; i++) {
            arguments[i] = PayloadCodec.decode(in, parameters[i]);
        }
        in.end("the arguments of " + name);
        return arguments;
    }

    /**
     * @param value the value itself; of a {@code Uni} or {@code CompletionStage}, what it gave
     * @throws PayloadException the result cannot be encoded, or exceeds the cap
     */
    public byte[] encodeResult(Object value) {
        PayloadOutput out = new PayloadOutput(cap.arrayCap(), cap, "The result of " + name);
        PayloadCodec.encode(out, result, value);
        return out.toByteArray();
    }

    /**
     * @return the value itself, or what the {@code Uni} or {@code CompletionStage} is to give
     * @throws PayloadException the bytes are not an encoded result of this method
     */
    public Object decodeResult(byte[] bytes) {
        PayloadInput in = new PayloadInput(bytes);
        Object value = PayloadCodec.decode(in, result);
        in.end("the result of " + name);
        return value;
    }
}
