/**
 * What crosses the boundary, and its limits. Runs on both sides; knows neither JNA nor the launcher.
 */
package io.quarkiverse.nsexec.runtime.payload;
