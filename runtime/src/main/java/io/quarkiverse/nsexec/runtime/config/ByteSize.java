package io.quarkiverse.nsexec.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The text is a size from {@link #min()} to {@link #max()} bytes, also with one of the suffixes K, M, G and T.
 */
@Documented
@Constraint(validatedBy = ByteSize.Validator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface ByteSize {

    /** Not used: the message says which rule is broken. */
    String message() default "must be a size";

    /** The groups of jakarta.validation. */
    Class<?>[] groups() default {};

    /** The payload of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};

    /** The smallest number of bytes that is valid. */
    long min();

    /** The largest number of bytes that is valid. */
    long max();

    /** Evaluates the constraint. */
    final class Validator extends TextValidator<ByteSize> {

        private long min;
        private long max;

        @Override
        public void initialize(ByteSize constraint) {
            min = constraint.min();
            max = constraint.max();
        }

        @Override
        void check(String text) throws Refused {
            Numbers.parseSize(text, min, max);
        }
    }
}
