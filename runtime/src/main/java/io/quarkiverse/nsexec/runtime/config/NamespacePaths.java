package io.quarkiverse.nsexec.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/**
 * The map has the absolute path of a namespace for the name of its kind.
 */
@Documented
@Constraint(validatedBy = NamespacePaths.Validator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface NamespacePaths {

    /** Not used: the message says which rule is broken. */
    String message() default "must be absolute paths of namespaces";

    /** The groups of jakarta.validation. */
    Class<?>[] groups() default {};

    /** The payload of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};

    /** Evaluates the constraint. */
    final class Validator implements ConstraintValidator<NamespacePaths, Map<String, Optional<String>>> {

        @Override
        public boolean isValid(Map<String, Optional<String>> value, ConstraintValidatorContext context) {
            return value == null || Reports.report(MapRules.namespacePaths(value), context);
        }
    }
}
