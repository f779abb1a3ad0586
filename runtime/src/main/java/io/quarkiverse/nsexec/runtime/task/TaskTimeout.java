package io.quarkiverse.nsexec.runtime.task;

import java.time.Duration;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.nsexec.runtime.config.Durations;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.expression.Expression;

/**
 * The timeout that an annotation names, with its expressions resolved.
 */
final class TaskTimeout {

    private TaskTimeout() {
    }

    /** @throws ConfigurationException if a property is missing, or what comes out is no duration above zero */
    static Duration of(TaskDefinition task) {
        String where = task.getId() + " @Isolated(timeout) = " + task.getTimeout();
        String text = resolve(task.getTimeout(), where);
        try {
            return Durations.parsePositive(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(where + " (is " + text + "): " + e.getMessage()
                    + ". Fix: set the property to a duration such as 20s, 500ms or PT1M");
        }
    }

    private static String resolve(String text, String where) {
        Config config = ConfigProvider.getConfig();
        return Expression.compile(text, Expression.Flag.LENIENT_SYNTAX).evaluate((context, out) -> {
            String value = config.getConfigValue(context.getKey()).getValue();
            if (value != null) {
                out.append(value);
            } else if (context.hasDefault()) {
                context.expandDefault();
            } else {
                throw new ConfigurationException(where + ": the property " + context.getKey()
                        + " is not set. Fix: set it, or give a default as in ${" + context.getKey() + ":20s}");
            }
        });
    }
}
