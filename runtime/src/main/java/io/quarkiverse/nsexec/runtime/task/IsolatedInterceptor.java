package io.quarkiverse.nsexec.runtime.task;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkiverse.nsexec.Isolated;
import io.quarkiverse.nsexec.runtime.worker.WorkerMode;

/**
 * Sends calls of isolated methods to a sandbox. The innermost interceptor: all others run in the service. In a worker, where an
 * isolated method may call another one, it proceeds: the sandbox is there already.
 */
@Isolated
@Interceptor
@Priority(Integer.MAX_VALUE)
public class IsolatedInterceptor {

    @Inject
    TaskDispatcher dispatcher;

    @AroundInvoke
    Object intercept(InvocationContext context) throws Exception {
        if (WorkerMode.inside() || ObjectMethods.contains(context.getMethod())) {
            return context.proceed();
        }
        return dispatcher.dispatch(context.getTarget().getClass(), context.getMethod(), context.getParameters());
    }
}
