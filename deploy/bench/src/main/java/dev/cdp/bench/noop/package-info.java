/** A Flink job that does nothing, for the cluster only: the harness itself has no Flink on its class path. */
package dev.cdp.bench.noop;
