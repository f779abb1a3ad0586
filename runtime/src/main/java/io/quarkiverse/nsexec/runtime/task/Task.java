package io.quarkiverse.nsexec.runtime.task;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.quarkiverse.nsexec.runtime.config.ProfileLimits;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;
import io.quarkiverse.nsexec.runtime.payload.MethodCodec;
import io.quarkiverse.nsexec.runtime.payload.PayloadCap;
import io.quarkiverse.nsexec.runtime.payload.ThrowableRebuilder;
import io.quarkiverse.nsexec.runtime.worker.TaskInvoker;

/**
 * One isolated method, ready to be called: all that does not change from call to call.
 */
final class Task {

    final TaskDefinition definition;
    final SandboxProfile profile;
    final Duration timeout;
    final PayloadCap cap;
    final MethodCodec codec;
    final ThrowableRebuilder rebuilder;
    final Map<String, String> configuration;
    final boolean declaresInterruptedException;

    Task(TaskDefinition definition, SandboxProfile profile, ProfileLimits limits, ClassLoader loader) {
        this.definition = definition;
        this.profile = profile;
        this.timeout = definition.getTimeout().isEmpty() ? limits.timeout() : TaskTimeout.of(definition);
        this.cap = new PayloadCap(limits.maxPayload(), definition.getProfile());
        try {
            TaskInvoker invoker = (TaskInvoker) Class.forName(definition.getInvokerClass(), true, loader).getConstructor()
                    .newInstance();
            Method method = invoker.declaringClass().getDeclaredMethod(invoker.methodName(), invoker.parameterTypes());
            this.codec = MethodCodec.of(invoker.beanClass(), method, cap);
            this.declaresInterruptedException = List.of(method.getExceptionTypes()).contains(InterruptedException.class);
            this.rebuilder = new ThrowableRebuilder(definition.getRebuildable(), loader);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The class path of the service does not fit its build: " + definition.getId(), e);
        }
        this.configuration = WorkerConfiguration.of(definition);
    }
}
