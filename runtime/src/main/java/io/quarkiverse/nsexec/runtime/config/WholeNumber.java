package io.quarkiverse.nsexec.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The text is a whole number from {@link #min()} to {@link #max()}.
 */
@Documented
@Constraint(validatedBy = WholeNumber.Validator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface WholeNumber {

    /** Not used: the message says which rule is broken. */
    String message() default "must be a whole number";

    /** The groups of jakarta.validation. */
    Class<?>[] groups() default {};

    /** The payload of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};

    /** The smallest number that is valid. */
    long min();

    /** The largest number that is valid. */
    long max() default Integer.MAX_VALUE;

    /** Evaluates the constraint. */
    final class Validator extends TextValidator<WholeNumber> {

        private long min;
        private long max;

        @Override
        public void initialize(WholeNumber constraint) {
            min = constraint.min();
            max = constraint.max();
        }

        @Override
        void check(String text) throws Refused {
            Numbers.parse(text, min, max);
        }
    }
}
