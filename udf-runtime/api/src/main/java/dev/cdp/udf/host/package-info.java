/** What functions may reach of the world, each an interface; all are called by many threads at once. */
package dev.cdp.udf.host;
