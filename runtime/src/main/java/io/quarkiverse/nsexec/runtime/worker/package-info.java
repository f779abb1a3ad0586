/**
 * The processes that run Java tasks: the pool on the host side, WorkerMain on the sandbox side.
 */
package io.quarkiverse.nsexec.runtime.worker;
