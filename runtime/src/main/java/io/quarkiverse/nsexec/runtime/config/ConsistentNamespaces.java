package io.quarkiverse.nsexec.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/**
 * What the profile says of its namespaces goes together.
 */
@Documented
@Constraint(validatedBy = ConsistentNamespaces.Validator.class)
@Target({ ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface ConsistentNamespaces {

    /** Not used: the message says which rule is broken. */
    String message() default "must have namespaces that go together";

    /** The groups of jakarta.validation. */
    Class<?>[] groups() default {};

    /** The payload of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};

    /** Evaluates the constraint. */
    final class Validator implements ConstraintValidator<ConsistentNamespaces, ProfileBuildTimeConfig> {

        @Override
        public boolean isValid(ProfileBuildTimeConfig value, ConstraintValidatorContext context) {
            return value == null || Reports.report(NamespaceRules.check(new ProfileDraft(value)), context);
        }
    }
}
