package io.quarkiverse.nsexec.runtime.task;

import java.lang.reflect.Method;

/**
 * Overridden methods of Object. An annotated class binds the interceptor to them too, but they are no business methods and
 * describe the instance that is here.
 */
final class ObjectMethods {

    private ObjectMethods() {
    }

    static boolean contains(Method method) {
        switch (method.getName()) {
            case "toString":
            case "hashCode":
                return method.getParameterCount() == 0;
            case "equals":
                return method.getParameterCount() == 1 && method.getParameterTypes()[0] == Object.class;
            default:
                return false;
        }
    }
}
