/**
 * Host side of a call: the interceptor, the registry of tasks and the dispatch of a call.
 */
package io.quarkiverse.nsexec.runtime.task;
