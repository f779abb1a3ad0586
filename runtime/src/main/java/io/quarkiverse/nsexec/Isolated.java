package io.quarkiverse.nsexec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;

/**
 * Runs each call of a bean's method in a process of its own, inside Linux namespaces.
 * <p>
 * On a class it applies to every business method of the bean; on a method it wins over the class. The method must be a
 * non-private, non-static, non-final method of a CDI bean, and its parameters, result and declared exceptions must be able to
 * cross the process boundary; both are checked while the application is built.
 * <p>
 * The method returns a value, {@code void}, a {@code Uni<T>} or a {@code CompletionStage<T>}. Exceptions that the method
 * declares, and runtime exceptions of the JDK, are thrown as their own type; see {@link IsolationException} for the others.
 *
 * <pre>
 * &#64;Isolated(value = "untrusted", timeout = "${pdf.timeout:20s}")
 * String text(byte[] pdf) throws IOException { ... }
 * </pre>
 */
@InterceptorBinding
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
public @interface Isolated {

    /**
     * The name of the profile, as in {@code quarkus.nsexec."name".*}. Empty (the default) for the default profile. A name for
     * which no build-time configuration exists is a build error.
     */
    @Nonbinding
    String value() default "";

    /**
     * The longest time that one call may take, from the moment it leaves the queue, as a duration ({@code 20s}, {@code 500ms},
     * {@code PT1M}) or as an expression with one ({@code ${pdf.timeout:20s}}). Must be above zero. Wins over the profile's
     * {@code timeout}; empty (the default) leaves that one in force.
     */
    @Nonbinding
    String timeout() default "";
}
