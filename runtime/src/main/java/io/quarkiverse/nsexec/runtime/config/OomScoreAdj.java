package io.quarkiverse.nsexec.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The text is an oom score adjustment, -1000 to 1000.
 */
@Documented
@Constraint(validatedBy = OomScoreAdj.Validator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface OomScoreAdj {

    /** Not used: the message says which rule is broken. */
    String message() default "must be an oom score adjustment";

    /** The groups of jakarta.validation. */
    Class<?>[] groups() default {};

    /** The payload of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};

    /** Evaluates the constraint. */
    final class Validator extends TextValidator<OomScoreAdj> {

        @Override
        void check(String text) throws Refused {
            parse(text);
        }

        /** {@code OOM_SCORE_ADJ_MIN} and {@code _MAX}, {@code include/uapi/linux/oom.h}. */
        static int parse(String text) throws Refused {
            return (int) Numbers.parse(text, -1000, 1000);
        }
    }
}
