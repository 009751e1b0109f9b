/** Finds out about an event what its client did not say outright: program, place, campaign. */
package dev.cdp.flink.enrichment;
