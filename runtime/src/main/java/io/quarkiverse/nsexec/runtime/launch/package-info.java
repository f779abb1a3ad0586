/**
 * The launcher client: the native program, its control socket, the bootstrap encoder and the JNA binding to libc.
 */
package io.quarkiverse.nsexec.runtime.launch;
