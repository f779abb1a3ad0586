package io.quarkiverse.nsexec.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;

import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.runtime.config.ConfigKeys;
import io.quarkiverse.nsexec.runtime.config.HostName;
import io.quarkiverse.nsexec.runtime.config.NsexecBuildTimeConfig;
import io.quarkiverse.nsexec.runtime.config.NsexecRunTimeConfig;
import io.quarkiverse.nsexec.runtime.config.OomScoreAdj;
import io.quarkiverse.nsexec.runtime.config.ProfileRunTimeConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMappings;

class ConfigValidatorTest {

    /** The start applies the rules directly; whoever evaluates the constraints beside them gets the same words. */
    @Test
    void constraintsOnRunTimeKeysSayTheSameAsTheStart() {
        String[] broken = { "timeout", "0s", "kill-grace-period", "x", "max-concurrent", "0", "queue-size", "-1",
                "max-payload", "2G" };
        Set<String> byConstraints = new TreeSet<>();
        try (ConfigValidator validator = new ConfigValidator()) {
            validator.check(ConfigScans.runTimeProfile(broken), ProfileRunTimeConfig.class, List.of(), "", byConstraints);
        }
        ConfigurationException atStart = catchThrowableOfType(ConfigurationException.class,
                () -> ConfigScans.start(List.of(), Map.of(), broken));

        assertThat(byConstraints).hasSize(5);
        assertThat(atStart).hasMessage("Quarkus Nsexec: 5 rules are broken:\n  - " + String.join("\n  - ", byConstraints));
    }

    /** Applications with Hibernate Validator have a validator of their own for all mappings, in the default group. */
    @Test
    void constraintsAreNotInTheDefaultGroup() throws ReflectiveOperationException {
        Method timeout = ProfileRunTimeConfig.class.getMethod("timeout");
        ProfileRunTimeConfig config = ConfigScans.runTimeProfile("timeout", "0s");
        try (ValidatorFactory factory = applicationsOwn()) {
            assertThat(factory.getValidator().forExecutables().validateReturnValue(config, timeout, config.timeout()))
                    .isEmpty();
        }
    }

    @Test
    void constraintsServeOtherBeansToo() {
        try (ValidatorFactory factory = applicationsOwn()) {
            assertThat(factory.getValidator().validate(new Host("${1+1}{validatedValue}\\", "1001")))
                    .extracting(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                    .containsExactlyInAnyOrder(
                            "name ${1+1}{validatedValue}\\: must consist of letters, digits, '-', '_' and '.'."
                                    + " Fix: write a name such as sandbox.",
                            "score 1001: must be a whole number from -1000 to 1000. Fix: write a number from -1000 to 1000.");
            assertThat(factory.getValidator().validate(new Host("sandbox", null))).isEmpty();
        }
    }

    /** A key that is mapped but not known would be refused as unknown. */
    @Test
    void everyMappedKeyIsKnown() {
        Set<String> mapped = new TreeSet<>();
        for (Class<?> mapping : List.of(NsexecBuildTimeConfig.class, NsexecRunTimeConfig.class)) {
            mapped.addAll(ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(mapping)).keySet());
        }
        assertThat(mapped).contains("quarkus.nsexec.user", "quarkus.nsexec.*.user", "quarkus.nsexec.*.timeout",
                "quarkus.nsexec.environment.*");
        for (String key : mapped) {
            String written = key.substring(ConfigKeys.PREFIX.length()).replace("[*]", "[0]").replace("*", "x");
            assertThat(ConfigScans.violations(written, "x")).noneMatch(violation -> violation.contains("is an unknown key"));
        }
    }

    private static ValidatorFactory applicationsOwn() {
        return Validation.byProvider(HibernateValidator.class).configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory();
    }

    record Host(@HostName String name, @OomScoreAdj String score) {
    }
}
