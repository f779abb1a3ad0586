/**
 * What crosses the boundary, and its limits. Runs on both sides; knows neither JNA nor the launcher.
 * <p>
 * A {@link io.quarkiverse.nsexec.runtime.payload.Frame} carries the arguments or the result of a method, which a
 * {@link io.quarkiverse.nsexec.runtime.payload.MethodCodec} made against the declared types, or an exception as
 * {@link io.quarkiverse.nsexec.runtime.payload.ThrowableData}.
 * <p>
 * Primitives, their boxes, {@code String}, {@code byte[]} and null are written as they are. All else is JSON, bound to the
 * declared type, by a mapper of our own. What is a property is what users of Quarkus' Jackson expect: public getters and
 * fields, components of records, creators, and what is annotated; private fields without getters are not. An element whose
 * class is a subclass of the declared one arrives as the declared one, unless {@code @JsonSubTypes} names it. Dates keep
 * their offset and zone.
 * <p>
 * The worker's side is hostile: every length, count and tag is checked before it is used, and no class is chosen by what came.
 */
package io.quarkiverse.nsexec.runtime.payload;
