package io.quarkiverse.nsexec.runtime.config;

/**
 * The validation group of the constraints on the configuration mappings. They are evaluated by the extension's build step; in
 * the
 * default group they would be evaluated a second time, in other words, by the configuration validator that applications with
 * Hibernate Validator have.
 */
public interface ConfigChecks {
}
