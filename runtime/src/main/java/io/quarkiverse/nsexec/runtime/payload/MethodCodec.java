package io.quarkiverse.nsexec.runtime.payload;

import java.lang.reflect.Method;

import io.quarkiverse.nsexec.PayloadException;

/**
 * Encodes and decodes the arguments and the result of one method, each against its declared type, as the bean's class sees it.
 * The same on both sides of the boundary. Immutable; safe for use by several threads.
 */
public final class MethodCodec {

    private MethodCodec() {
    }

    /**
     * @param beanClass the bean's class, against which type variables of inherited generic methods are resolved
     * @param method the method, declared by that class or inherited
     */
    public static MethodCodec of(Class<?> beanClass, Method method, PayloadCap cap) {
        throw new UnsupportedOperationException();
    }

    public ResultKind resultKind() {
        throw new UnsupportedOperationException();
    }

    /** @throws PayloadException an argument cannot be encoded, or all of them exceed the cap */
    public byte[] encodeArguments(Object[] arguments) {
        throw new UnsupportedOperationException();
    }

    /** @throws PayloadException the bytes are not the encoded arguments of this method */
    public Object[] decodeArguments(byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param result the value itself; of a {@code Uni} or {@code CompletionStage}, what it gave
     * @throws PayloadException the result cannot be encoded, or exceeds the cap
     */
    public byte[] encodeResult(Object result) {
        throw new UnsupportedOperationException();
    }

    /**
     * @return the value itself, or what the {@code Uni} or {@code CompletionStage} is to give
     * @throws PayloadException the bytes are not an encoded result of this method
     */
    public Object decodeResult(byte[] bytes) {
        throw new UnsupportedOperationException();
    }
}
