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
 * The list is a whole id mapping: either {@code auto} alone, or entries that do not overlap and that the kernel takes in one
 * write.
 */
@Documented
@Constraint(validatedBy = IdMappingList.Validator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface IdMappingList {

    /** Not used: the message says which rule is broken. */
    String message() default "must be an id mapping";

    /** The groups of jakarta.validation. */
    Class<?>[] groups() default {};

    /** The payload of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};

    /** Evaluates the constraint. */
    final class Validator implements ConstraintValidator<IdMappingList, List<String>> {

        @Override
        public boolean isValid(List<String> value, ConstraintValidatorContext context) {
            return value == null || Reports.report(ListRules.idMapping(value), context);
        }
    }
}
