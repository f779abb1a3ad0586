/**
 * The API: the annotation, the process builder, the exceptions and the usage record.
 */
package io.quarkiverse.nsexec;
