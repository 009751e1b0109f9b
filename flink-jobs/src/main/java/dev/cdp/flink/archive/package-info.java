/** Keeps what was accepted and what was rejected, as it was, apart from all processing. */
package dev.cdp.flink.archive;
