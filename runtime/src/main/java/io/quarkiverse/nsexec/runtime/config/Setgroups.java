package io.quarkiverse.nsexec.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The text is {@code allow} or {@code deny}, as {@code /proc/pid/setgroups} has it.
 */
@Documented
@Constraint(validatedBy = Setgroups.Validator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Setgroups {

    /** Not used: the message says which rule is broken. */
    String message() default "must be allow or deny";

    /** The groups of jakarta.validation. */
    Class<?>[] groups() default {};

    /** The payload of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};

    /** setgroups(2) stays allowed. */
    String ALLOW = "allow";

    /** setgroups(2) is denied. */
    String DENY = "deny";

    /** Evaluates the constraint. */
    final class Validator extends TextValidator<Setgroups> {

        @Override
        void check(String text) throws Refused {
            if (!text.equals(ALLOW) && !text.equals(DENY)) {
                throw new Refused("must be allow or deny", "write allow or deny, or remove the key");
            }
        }
    }
}
