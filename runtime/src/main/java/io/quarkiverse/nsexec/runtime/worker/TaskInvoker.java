package io.quarkiverse.nsexec.runtime.worker;

/**
 * Invokes one task without reflection. An implementation is generated for each task, in the package of its bean.
 */
public interface TaskInvoker {

    /** The bean's class; type variables of inherited methods are resolved against it. */
    Class<?> beanClass();

    /** The class that declares the method: the bean's or one of its superclasses. */
    Class<?> declaringClass();

    /** The method's name. */
    String methodName();

    /** The erased types of its parameters. */
    Class<?>[] parameterTypes();

    /**
     * A new instance, for a bean into which nothing is injected.
     *
     * @throws UnsupportedOperationException if the bean needs the container
     */
    Object newInstance();

    /**
     * Calls the method itself, past the interceptors, which ran in the service already.
     *
     * @param bean from {@link #newInstance()}, or the contextual instance without its client proxy
     * @param arguments boxed, as many as there are parameters
     * @return the result, boxed; null for void
     */
    Object invoke(Object bean, Object[] arguments) throws Throwable;
}
