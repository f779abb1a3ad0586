package io.quarkiverse.nsexec.runtime.task;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.nsexec.runtime.config.ProfileLimits;
import io.quarkiverse.nsexec.runtime.config.Profiles;

/**
 * Finds the task of an intercepted method.
 */
final class TaskRegistry {

    private record Key(Class<?> subclass, Method method) {
    }

    private final Map<String, TaskDefinition> definitions = new HashMap<>();
    private final Map<Key, Task> tasks = new ConcurrentHashMap<>();
    private final Profiles profiles;

    TaskRegistry(TaskCatalog catalog, Profiles profiles) {
        this.profiles = profiles;
        for (TaskDefinition definition : catalog.tasks()) {
            this.definitions.put(definition.getId(), definition);
        }
    }

    /**
     * @param subclass the class that ArC generated for the intercepted bean
     * @param method the bean's method, maybe an inherited one
     */
    Task of(Class<?> subclass, Method method) {
        Key key = new Key(subclass, method);
        Task task = tasks.get(key);
        if (task == null) {
            task = tasks.computeIfAbsent(key, this::make);
        }
        return task;
    }

    private Task make(Key key) {
        Class<?> bean = key.subclass.getSuperclass();
        String id = id(bean, key.method);
        TaskDefinition definition = definitions.get(id);
        if (definition == null) {
            throw new IllegalStateException("The build knows no isolated method " + id
                    + ". Was the annotation added at run time? Tasks are fixed when the application is built.");
        }
        ProfileLimits limits = profiles.limits(definition.getProfile());
        return new Task(definition, profiles.sandbox(definition.getProfile()), limits, bean.getClassLoader());
    }

    /** As the build writes it. */
    static String id(Class<?> bean, Method method) {
        StringBuilder id = new StringBuilder(bean.getName()).append('#').append(method.getName()).append('(');
        String separator = "";
        for (Class<?> parameter : method.getParameterTypes()) {
            id.append(separator).append(parameter.getTypeName());
            separator = ",";
        }
        return id.append(')').toString();
    }
}
