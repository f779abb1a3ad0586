package io.quarkiverse.nsexec.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The text is the name of a kind of namespace: user, pid, mount, net, ipc, uts, cgroup or time.
 */
@Documented
@Constraint(validatedBy = NamespaceName.Validator.class)
@Target({ ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface NamespaceName {

    /** Not used: the message says which rule is broken. */
    String message() default "must be the name of a namespace";

    /** The groups of jakarta.validation. */
    Class<?>[] groups() default {};

    /** The payload of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};

    /** Evaluates the constraint. */
    final class Validator extends TextValidator<NamespaceName> {

        @Override
        void check(String text) throws Refused {
            Namespaces.named(text);
        }
    }
}
