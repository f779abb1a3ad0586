package io.quarkiverse.nsexec.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The text can be the value of an environment variable: without NUL. The value may be a secret, so no report shows it.
 */
@Documented
@Constraint(validatedBy = EnvironmentValue.Validator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface EnvironmentValue {

    /** Not used: the message says which rule is broken. */
    String message() default "must be the value of an environment variable";

    /** The groups of jakarta.validation. */
    Class<?>[] groups() default {};

    /** The payload of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};

    /** Evaluates the constraint. */
    final class Validator extends TextValidator<EnvironmentValue> {

        @Override
        void check(String text) throws Refused {
            Names.environmentValue(text);
        }

        @Override
        String shown(String text) {
            return Finding.HIDDEN;
        }
    }
}
