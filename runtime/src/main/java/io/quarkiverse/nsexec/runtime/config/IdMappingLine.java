package io.quarkiverse.nsexec.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The text is one entry of an id mapping, {@code container:host:size}, or the word {@code auto}.
 */
@Documented
@Constraint(validatedBy = IdMappingLine.Validator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface IdMappingLine {

    /** Not used: the message says which rule is broken. */
    String message() default "must be container:host:size";

    /** The groups of jakarta.validation. */
    Class<?>[] groups() default {};

    /** The payload of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};

    /** Evaluates the constraint. */
    final class Validator extends TextValidator<IdMappingLine> {

        @Override
        void check(String text) throws Refused {
            if (!text.equals(Ids.AUTO)) {
                Ids.mapping(text);
            }
            ;
        }
    }
}
