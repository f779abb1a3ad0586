package io.quarkiverse.nsexec.runtime.config;

import java.lang.annotation.Annotation;
import java.util.List;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/**
 * The shell between a constraint on a text and the rule behind it. What is not set breaks no rule.
 */
abstract class TextValidator<A extends Annotation> implements ConstraintValidator<A, CharSequence> {

    @Override
    public boolean isValid(CharSequence value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        String text = value.toString().strip();
        try {
            check(text);
            return true;
        } catch (Refused refused) {
            return Reports.report(List.of(new Finding("", shown(text), refused.rule(), refused.fix())), context);
        }
    }

    abstract void check(String text) throws Refused;

    /** What the report says of the value. */
    String shown(String text) {
        return text;
    }
}
