/**
 * Configuration mappings and their constraints.
 */
package io.quarkiverse.nsexec.runtime.config;
