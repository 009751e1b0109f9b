/** Ids with what is remembered of each: in the heap while they are young, in the job's keyed state for long. */
package dev.cdp.flink.processing.seen;
