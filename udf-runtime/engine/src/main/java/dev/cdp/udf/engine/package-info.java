/**
 * GraalJS behind the function runtime. {@link dev.cdp.udf.engine.Entry} is all that the other side
 * reaches, and only types of the JDK cross: this package is loaded by a class loader of its own that
 * lives as long as the JVM.
 */
package dev.cdp.udf.engine;
