package io.quarkiverse.nsexec.deployment;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;

import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

import io.quarkiverse.nsexec.runtime.config.ConfigChecks;
import io.quarkiverse.nsexec.runtime.config.ConfigKeys;
import io.quarkiverse.nsexec.runtime.config.ProfileBuildTimeConfig;
import io.quarkiverse.nsexec.runtime.config.Violations;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.common.utils.StringUtil;

/**
 * Evaluates the constraints on the configuration mappings. Quarkus does not do so for what is fixed while the application is
 * built.
 */
final class ConfigValidator implements AutoCloseable {

    private final ValidatorFactory factory;
    private final Validator validator;

    ConfigValidator() {
        // no expression language: the messages hold what users wrote; nor the application's own validation.xml
        factory = Validation.byProvider(HibernateValidator.class).configure()
                .ignoreXmlConfiguration()
                .externalClassLoader(ConfigValidator.class.getClassLoader())
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory();
        validator = factory.getValidator();
    }

    /** The violations of one profile, each with its key as it is written. */
    Set<String> violations(String profile, ProfileBuildTimeConfig config) {
        Set<String> texts = new TreeSet<>();
        check(config, ProfileBuildTimeConfig.class, List.of(), profile, texts);
        return texts;
    }

    @Override
    public void close() {
        factory.close();
    }

    /**
     * Walks a mapping by its accessors. They are no getters of a bean, so validating the mapping itself evaluates the
     * constraints on its type only.
     */
    void check(Object mapping, Class<?> type, List<String> path, String profile, Set<String> texts) {
        for (ConstraintViolation<Object> violation : validator.validate(mapping, ConfigChecks.class)) {
            texts.add(text(violation, path, profile));
        }
        for (Method accessor : type.getMethods()) {
            Object value = read(accessor, mapping);
            List<String> key = append(path, StringUtil.skewer(accessor.getName()));
            for (ConstraintViolation<Object> violation : validator.forExecutables()
                    .validateReturnValue(mapping, accessor, value, ConfigChecks.class)) {
                texts.add(text(violation, key, profile));
            }
            if (accessor.getReturnType().isAnnotationPresent(ConfigGroup.class)) {
                check(value, accessor.getReturnType(), key, profile, texts);
            }
        }
    }

    /** A constraint on more than a text names the key by a node of its own. */
    private static String text(ConstraintViolation<Object> violation, List<String> path, String profile) {
        List<String> key = path;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PROPERTY) {
                key = append(key, node.getName());
            }
        }
        return Violations.text(ConfigKeys.of(profile, String.join(".", key)), violation.getMessage());
    }

    private static List<String> append(List<String> path, String segment) {
        String[] segments = path.toArray(new String[path.size() + 1]);
        segments[path.size()] = segment;
        return List.of(segments);
    }

    private static Object read(Method accessor, Object mapping) {
        try {
            return accessor.invoke(mapping);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + accessor, e);
        }
    }
}
