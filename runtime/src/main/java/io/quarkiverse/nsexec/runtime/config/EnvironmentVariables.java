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
 * The map has values of environment variables by their names. The values may be secrets, so no report shows them.
 */
@Documented
@Constraint(validatedBy = EnvironmentVariables.Validator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface EnvironmentVariables {

    /** Not used: the message says which rule is broken. */
    String message() default "must be environment variables";

    /** The groups of jakarta.validation. */
    Class<?>[] groups() default {};

    /** The payload of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};

    /** Evaluates the constraint. */
    final class Validator implements ConstraintValidator<EnvironmentVariables, Map<String, Optional<String>>> {

        @Override
        public boolean isValid(Map<String, Optional<String>> value, ConstraintValidatorContext context) {
            return value == null || Reports.report(MapRules.environment(value), context);
        }
    }
}
