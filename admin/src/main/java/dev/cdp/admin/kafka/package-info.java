/** Kafka, but for the outbox: replays, live events, lag. */
package dev.cdp.admin.kafka;
