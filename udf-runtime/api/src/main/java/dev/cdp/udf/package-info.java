/**
 * Runs users' JavaScript functions: {@link dev.cdp.udf.FunctionRuntime} compiles a {@link
 * dev.cdp.udf.FunctionSpec} to a {@link dev.cdp.udf.CompiledFunction}, which turns one event into a
 * {@link dev.cdp.udf.FunctionResult}. What functions may reach of the world is {@link
 * dev.cdp.udf.HostServices}. The engine behind it is loaded once for the life of the JVM, apart from
 * the caller's classes.
 */
package dev.cdp.udf;
