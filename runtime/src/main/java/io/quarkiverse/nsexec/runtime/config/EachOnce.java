package io.quarkiverse.nsexec.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/**
 * The list names nothing twice.
 */
@Documented
@Constraint(validatedBy = EachOnce.Validator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface EachOnce {

    /** Not used: the message says which rule is broken. */
    String message() default "must name nothing twice";

    /** The groups of jakarta.validation. */
    Class<?>[] groups() default {};

    /** The payload of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};

    /** Evaluates the constraint. */
    final class Validator implements ConstraintValidator<EachOnce, List<String>> {

        @Override
        public boolean isValid(List<String> value, ConstraintValidatorContext context) {
            return value == null || Reports.report(ListRules.eachOnce(value), context);
        }
    }
}
