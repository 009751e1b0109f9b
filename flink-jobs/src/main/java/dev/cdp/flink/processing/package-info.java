/**
 * From accepted events to processed ones: events are deduplicated and anonymous ones get their
 * user, in one operator keyed by the event's partition key; then they are enriched.
 */
package dev.cdp.flink.processing;
