/** How fast functions run, by JDK, beside the same functions on Node's V8. */
package dev.cdp.bench.function;
