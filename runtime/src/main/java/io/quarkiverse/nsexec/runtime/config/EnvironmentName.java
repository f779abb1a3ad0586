package io.quarkiverse.nsexec.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The text is a plausible name of an environment variable: letters, digits and underscores, not a digit first (POSIX, XBD 8.1).
 */
@Documented
@Constraint(validatedBy = EnvironmentName.Validator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface EnvironmentName {

    /** Not used: the message says which rule is broken. */
    String message() default "must be the name of an environment variable";

    /** The groups of jakarta.validation. */
    Class<?>[] groups() default {};

    /** The payload of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};

    /** Evaluates the constraint. */
    final class Validator extends TextValidator<EnvironmentName> {

        @Override
        void check(String text) throws Refused {
            Names.inheritedName(text);
        }
    }
}
