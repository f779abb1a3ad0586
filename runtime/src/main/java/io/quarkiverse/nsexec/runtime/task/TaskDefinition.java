package io.quarkiverse.nsexec.runtime.task;

import java.util.List;

import io.quarkus.runtime.annotations.RecordableConstructor;

/**
 * What the build knows about one isolated method.
 */
public final class TaskDefinition {

    private final String id;
    private final String beanClass;
    private final String profile;
    private final String timeout;
    private final String invokerClass;
    private final String beanIdentifier;
    private final List<String> rebuildable;
    private final List<String> properties;
    private final List<String> prefixes;
    private final List<String> mappings;

    /**
     * @param id {@code beanClass#method(parameterType,...)}
     * @param beanClass name of the bean's class
     * @param profile the profile's name, empty for the default profile
     * @param timeout the annotation's timeout as written; empty where it has none
     * @param invokerClass name of the generated invoker
     * @param beanIdentifier the container's identifier of the bean; empty where the bean needs no container
     * @param rebuildable names of the exception classes that are thrown in the service as their own type
     * @param properties names of the configuration properties that the worker needs
     * @param prefixes prefixes below which it needs all properties
     * @param mappings configuration mapping classes that it needs, each as {@code class:prefix}
     */
    @RecordableConstructor
    public TaskDefinition(String id, String beanClass, String profile, String timeout, String invokerClass,
            String beanIdentifier, List<String> rebuildable, List<String> properties, List<String> prefixes,
            List<String> mappings) {
        this.id = id;
        this.beanClass = beanClass;
        this.profile = profile;
        this.timeout = timeout;
        this.invokerClass = invokerClass;
        this.beanIdentifier = beanIdentifier;
        this.rebuildable = List.copyOf(rebuildable);
        this.properties = List.copyOf(properties);
        this.prefixes = List.copyOf(prefixes);
        this.mappings = List.copyOf(mappings);
    }

    public String getId() {
        return id;
    }

    public String getBeanClass() {
        return beanClass;
    }

    public String getProfile() {
        return profile;
    }

    public String getTimeout() {
        return timeout;
    }

    public String getInvokerClass() {
        return invokerClass;
    }

    public String getBeanIdentifier() {
        return beanIdentifier;
    }

    public List<String> getRebuildable() {
        return rebuildable;
    }

    public List<String> getProperties() {
        return properties;
    }

    public List<String> getPrefixes() {
        return prefixes;
    }

    public List<String> getMappings() {
        return mappings;
    }
}
