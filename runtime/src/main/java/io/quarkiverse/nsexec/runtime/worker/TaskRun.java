package io.quarkiverse.nsexec.runtime.worker;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import io.quarkiverse.nsexec.PayloadException;
import io.quarkiverse.nsexec.runtime.payload.Frame;
import io.quarkiverse.nsexec.runtime.payload.FrameKind;
import io.quarkiverse.nsexec.runtime.payload.MethodCodec;
import io.quarkiverse.nsexec.runtime.payload.PayloadCap;
import io.quarkiverse.nsexec.runtime.payload.ResultKind;
import io.quarkiverse.nsexec.runtime.payload.ThrowableData;
import io.smallrye.mutiny.Uni;

/**
 * One run of a task inside the worker. What the task throws, and what goes wrong before or after it, is told apart.
 */
final class TaskRun {

    /** Characters of a refusal; a longer frame would be no refusal any more. */
    private static final int MAX_TEXT = 4000;

    private final WorkerRequest request;
    private final PayloadCap cap;

    TaskRun(WorkerRequest request, PayloadCap cap) {
        this.request = request;
        this.cap = cap;
    }

    Frame answer() {
        TaskInvoker invoker;
        MethodCodec codec;
        Object[] arguments;
        Object bean;
        try {
            ClassLoader loader = TaskRun.class.getClassLoader();
            Thread.currentThread().setContextClassLoader(loader);
            if (request.needsContainer()) {
                WorkerContainer.start(request, loader);
            }
            invoker = (TaskInvoker) Class.forName(request.invokerClass(), true, loader).getConstructor().newInstance();
            codec = MethodCodec.of(invoker.beanClass(), method(invoker), cap);
            arguments = codec.decodeArguments(request.arguments());
            bean = request.needsContainer() ? WorkerContainer.bean(request.beanIdentifier()) : invoker.newInstance();
        } catch (PayloadException e) {
            return refused(Refusal.PAYLOAD, e.getMessage());
        } catch (Throwable e) {
            e.printStackTrace(); // the whole of it to the task's log
            return refused(Refusal.START, rootCause(e).toString());
        }
        Object result;
        try {
            result = await(invoker.invoke(bean, arguments), codec.resultKind());
        } catch (Throwable e) {
            return new Frame(FrameKind.THROWN, ThrowableData.of(e, cap).encode());
        }
        try {
            return new Frame(FrameKind.RESULT, codec.encodeResult(result));
        } catch (PayloadException e) {
            return refused(Refusal.PAYLOAD, e.getMessage());
        } catch (Throwable e) { // an error in an accessor of the result, or no memory left for it
            return refused(Refusal.PAYLOAD, "The result cannot be encoded: " + e.getClass().getName());
        }
    }

    static Method method(TaskInvoker invoker) throws NoSuchMethodException {
        return invoker.declaringClass().getDeclaredMethod(invoker.methodName(), invoker.parameterTypes());
    }

    private static Object await(Object result, ResultKind kind) throws Throwable {
        if (!kind.isAsync()) {
            return result;
        }
        if (result == null) {
            throw new NullPointerException("The task returned null in place of a " + kind);
        }
        CompletionStage<?> stage = kind == ResultKind.UNI ? Mutiny.stage(result) : (CompletionStage<?>) result;
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        }
    }

    private static Frame refused(Refusal refusal, String text) {
        String shown = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        return new Frame(FrameKind.REFUSED, (refusal.mark() + shown).getBytes(StandardCharsets.UTF_8));
    }

    private static Throwable rootCause(Throwable e) {
        Throwable root = e;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root;
    }

    /** Apart, so that a task without Uni does not load Mutiny. */
    private static final class Mutiny {

        static CompletionStage<?> stage(Object uni) {
            return ((Uni<?>) uni).subscribeAsCompletionStage();
        }
    }
}
