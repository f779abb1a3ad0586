package io.quarkiverse.nsexec.deployment;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.processor.BeanInfo;

/**
 * Which synthetic beans get their instance from a recorder at run-time init, and therefore cannot exist in a worker.
 * <p>
 * ArC knows it, but shows it to its own package only (SyntheticBeanBuildItem#isStaticInit and others), so it is read by
 * reflection. A version of Quarkus that renames these fails the build here rather than letting such a bean through.
 */
final class SyntheticBeanFacts {

    private record Key(DotName implementation, Set<Type> types, Set<AnnotationInstance> qualifiers) {
    }

    private final Set<Key> runtimeInit = new HashSet<>();

    SyntheticBeanFacts(List<SyntheticBeanBuildItem> syntheticBeans) {
        for (SyntheticBeanBuildItem item : syntheticBeans) {
            if ((boolean) read(item, SyntheticBeanBuildItem.class, "hasRecorderInstance")
                    && !(boolean) read(item, SyntheticBeanBuildItem.class, "isStaticInit")) {
                runtimeInit.add(key(item));
            }
        }
    }

    boolean isRuntimeInit(BeanInfo bean) {
        if (!bean.isSynthetic()) {
            return false;
        }
        for (Key key : runtimeInit) {
            if (key.implementation.equals(bean.getImplClazz().name()) && bean.getTypes().containsAll(key.types)
                    && bean.getQualifiers().containsAll(key.qualifiers)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private static Key key(SyntheticBeanBuildItem item) {
        Object configurator = read(item, SyntheticBeanBuildItem.class, "configurator");
        Class<?> type = SyntheticBeanBuildItem.ExtendedBeanConfigurator.class;
        return new Key((DotName) read(configurator, type, "getImplClazz"),
                Set.copyOf((Collection<Type>) read(configurator, type, "getTypes")),
                Set.copyOf((Collection<AnnotationInstance>) read(configurator, type, "getQualifiers")));
    }

    private static Object read(Object target, Class<?> type, String method) {
        try {
            Method accessor = type.getDeclaredMethod(method);
            accessor.setAccessible(true);
            return accessor.invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This version of Quarkus does not tell which synthetic beans are made at run time: "
                    + type.getName() + "#" + method
                    + " is not there. Use the Quarkus version that this extension was built with.", e);
        }
    }
}
