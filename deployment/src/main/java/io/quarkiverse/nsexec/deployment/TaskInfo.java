package io.quarkiverse.nsexec.deployment;

import java.util.List;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.nsexec.runtime.payload.ResultKind;

/**
 * One isolated method of one bean class. A method that two bean classes inherit is two tasks.
 *
 * @param id {@code beanClass#method(parameterType,...)} with binary names of the erased declared parameter types; the same in
 *        each build
 * @param beanClass the bean's class
 * @param method the method; its declaring class is the bean's or one above it
 * @param profile the profile's name, empty for the default profile
 * @param timeout the annotation's timeout as written, maybe an expression; empty where it has none
 * @param resultKind how the result is handed over
 * @param declaredExceptions the exceptions that the method declares, type variables resolved, in the order of the declaration
 * @param rebuildable the exceptions that are thrown in the service as their own type: the declared ones, their subclasses in
 *        the index, the JDK's subclasses of declared ones of the JDK; sorted. The JDK's runtime exceptions go without saying
 */
record TaskInfo(String id, ClassInfo beanClass, MethodInfo method, String profile, String timeout, ResultKind resultKind,
        List<DotName> declaredExceptions, List<DotName> rebuildable) {

    TaskInfo {
        declaredExceptions = List.copyOf(declaredExceptions);
        rebuildable = List.copyOf(rebuildable);
    }

    /** The class that declares the method. */
    DotName declaringClass() {
        return method.declaringClass().name();
    }
}
