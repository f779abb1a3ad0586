package io.quarkiverse.nsexec.runtime.config;

import java.util.List;

import jakarta.validation.ConstraintValidatorContext;

/**
 * Hands findings to whatever implementation of jakarta.validation evaluates the constraint.
 */
final class Reports {

    private Reports() {
    }

    /** Reports the findings, each at its key where it has one; true if there are none. */
    static boolean report(List<Finding> findings, ConstraintValidatorContext context) {
        if (findings.isEmpty()) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        for (Finding finding : findings) {
            ConstraintValidatorContext.ConstraintViolationBuilder builder = context
                    .buildConstraintViolationWithTemplate(literally(finding.text()));
            if (finding.key().isEmpty()) {
                builder.addConstraintViolation();
            } else {
                builder.addPropertyNode(finding.key()).addConstraintViolation();
            }
        }
        return false;
    }

    /**
     * The text as a message template that stands for itself: it contains what a user wrote, and must not be taken for a
     * parameter or an expression.
     */
    private static String literally(String text) {
        StringBuilder template = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == '{' || c == '}' || c == '$') {
                template.append('\\');
            }
            template.append(c);
        }
        return template.toString();
    }
}
