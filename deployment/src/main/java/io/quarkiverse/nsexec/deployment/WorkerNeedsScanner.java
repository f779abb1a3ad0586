package io.quarkiverse.nsexec.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.inject.ConfigProperties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.nsexec.runtime.task.IsolatedInterceptor;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.BeanResolver;
import io.quarkus.arc.processor.BuiltinBean;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.quarkus.deployment.builditem.ConfigClassBuildItem;
import io.smallrye.config.ConfigMapping;

/**
 * Walks from the bean of a task through everything that is injected into it, directly or not.
 */
final class WorkerNeedsScanner {

    private static final DotName CONFIG_PROPERTY = DotName.createSimple(ConfigProperty.class);
    private static final DotName CONFIG_MAPPING = DotName.createSimple(ConfigMapping.class);
    private static final DotName CONFIG_PROPERTIES = DotName.createSimple(ConfigProperties.class);
    private static final DotName INTERCEPTOR = DotName.createSimple(IsolatedInterceptor.class);
    private static final DotName POST_CONSTRUCT = DotName.createSimple("jakarta.annotation.PostConstruct");
    private static final DotName PRE_DESTROY = DotName.createSimple("jakarta.annotation.PreDestroy");
    private static final String CONSTRUCTOR = "<init>";

    private final BeanResolver resolver;
    private final SyntheticBeanFacts syntheticBeans;
    private final Map<DotName, ConfigClassBuildItem> configClasses = new HashMap<>();

    WorkerNeedsScanner(BeanResolver resolver, SyntheticBeanFacts syntheticBeans, List<ConfigClassBuildItem> configClasses) {
        this.resolver = resolver;
        this.syntheticBeans = syntheticBeans;
        for (ConfigClassBuildItem item : configClasses) {
            this.configClasses.put(item.getName(), item);
        }
    }

    WorkerNeeds scan(BeanInfo bean) {
        Walk walk = new Walk();
        walk.visit(bean, bean.getBeanClass().toString(), true);
        return new WorkerNeeds(needsContainer(bean), walk.properties, walk.prefixes, walk.mappings, walk.violations);
    }

    /** Whether a plain {@code new} would give less than the container does. */
    private boolean needsContainer(BeanInfo bean) {
        if (bean.hasInjectionPoint() || bean.hasLifecycleInterceptors() || !bean.getBoundDecorators().isEmpty()) {
            return true;
        }
        ClassInfo type = bean.getImplClazz();
        MethodInfo constructor = type.method(CONSTRUCTOR);
        boolean constructible = constructor != null && !java.lang.reflect.Modifier.isPrivate(constructor.flags());
        return !constructible || type.hasAnnotation(POST_CONSTRUCT) || type.hasAnnotation(PRE_DESTROY)
                || !type.superName().equals(DotName.OBJECT_NAME);
    }

    private final class Walk {

        final TreeSet<String> properties = new TreeSet<>();
        final TreeSet<String> prefixes = new TreeSet<>();
        final TreeSet<String> mappings = new TreeSet<>();
        final List<String> violations = new ArrayList<>();
        private final Set<BeanInfo> seen = new HashSet<>();

        void visit(BeanInfo bean, String path, boolean needed) {
            if (!seen.add(bean) || bean.getBeanClass().equals(INTERCEPTOR)) {
                return;
            }
            if (syntheticBeans.isRuntimeInit(bean)) {
                if (needed) {
                    violations.add(path);
                }
                return;
            }
            if (bean.getDeclaringBean() != null && !bean.isStaticProducer()) {
                visit(bean.getDeclaringBean(), path, needed);
            }
            visitAll(bean.getAllInjectionPoints(), path, needed);
            if (bean.isClassBean()) {
                bean.getBoundInterceptors().forEach(interceptor -> visit(interceptor, path + " (interceptor "
                        + interceptor.getBeanClass() + ")", needed));
                bean.getBoundDecorators().forEach(decorator -> visit(decorator, path + " (decorator "
                        + decorator.getBeanClass() + ")", needed));
            }
        }

        private void visitAll(List<InjectionPointInfo> injectionPoints, String path, boolean needed) {
            for (InjectionPointInfo injectionPoint : injectionPoints) {
                visit(injectionPoint, path + " -> " + describe(injectionPoint), needed);
            }
        }

        private void visit(InjectionPointInfo injectionPoint, String path, boolean needed) {
            AnnotationInstance property = injectionPoint.getRequiredQualifier(CONFIG_PROPERTY);
            if (property != null) {
                addProperty(injectionPoint, property);
                return;
            }
            if (injectionPoint.isProgrammaticLookup() || BuiltinBean.LIST.matches(injectionPoint)) {
                // looked up by the application's own code, perhaps never: not an error here
                for (BeanInfo candidate : candidates(injectionPoint)) {
                    visit(candidate, path, false);
                }
                return;
            }
            BeanInfo resolved = injectionPoint.getResolvedBean();
            if (resolved == null) {
                return; // built in
            }
            ConfigClassBuildItem configClass = configClasses.get(resolved.getImplClazz() == null ? null
                    : resolved.getImplClazz().name());
            if (resolved.isSynthetic() && configClass != null) {
                addMapping(injectionPoint, configClass);
                return;
            }
            visit(resolved, path, needed);
        }

        private Set<BeanInfo> candidates(InjectionPointInfo injectionPoint) {
            Type type = injectionPoint.getRequiredType();
            if (BuiltinBean.LIST.matches(injectionPoint)) {
                if (type.kind() != Type.Kind.PARAMETERIZED_TYPE) {
                    return Set.of();
                }
                type = type.asParameterizedType().arguments().get(0);
                return resolver.resolveBeans(type);
            }
            return resolver.resolveBeans(type, injectionPoint.getRequiredQualifiers());
        }

        private void addProperty(InjectionPointInfo injectionPoint, AnnotationInstance property) {
            AnnotationValue name = property.value("name");
            String key = name != null && !name.asString().isEmpty() ? name.asString() : defaultName(injectionPoint);
            properties.add(key);
            if (injectionPoint.getType().toString().contains("java.util.Map")) {
                prefixes.add(key);
            }
        }

        private void addMapping(InjectionPointInfo injectionPoint, ConfigClassBuildItem configClass) {
            String prefix = prefixAtInjectionPoint(injectionPoint);
            if (prefix == null) {
                prefix = configClass.getPrefix();
            }
            prefixes.add(prefix);
            mappings.add(configClass.getConfigClass().getName() + ":" + prefix);
        }
    }

    private static String prefixAtInjectionPoint(InjectionPointInfo injectionPoint) {
        AnnotationTarget target = injectionPoint.getAnnotationTarget();
        if (target == null) {
            return null;
        }
        for (DotName annotation : List.of(CONFIG_MAPPING, CONFIG_PROPERTIES)) {
            AnnotationInstance instance = target.annotation(annotation);
            AnnotationValue prefix = instance == null ? null : instance.value("prefix");
            if (prefix != null && !prefix.asString().isEmpty()) {
                return prefix.asString();
            }
        }
        return null;
    }

    /** MicroProfile Config, ConfigProperty#name: the class's name and the field's or parameter's. */
    private static String defaultName(InjectionPointInfo injectionPoint) {
        AnnotationTarget target = injectionPoint.getAnnotationTarget();
        if (injectionPoint.isField()) {
            return qualified(target.asField().declaringClass(), target.asField().name());
        }
        MethodParameterInfo parameter = target.asMethodParameter();
        return qualified(parameter.method().declaringClass(), parameter.name());
    }

    private static String qualified(ClassInfo declaring, String name) {
        String outer = declaring.enclosingClass() == null ? declaring.name().toString()
                : declaring.enclosingClass() + "." + declaring.simpleName();
        return outer + "." + name;
    }

    private static String describe(InjectionPointInfo injectionPoint) {
        String target = injectionPoint.getTargetInfo();
        return (target.isEmpty() ? "" : target + ": ") + injectionPoint.getType();
    }
}
