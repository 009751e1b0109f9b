/** {@code ctx.store} in this process's memory, for tests and test runs. */
package dev.cdp.udf.memory;
