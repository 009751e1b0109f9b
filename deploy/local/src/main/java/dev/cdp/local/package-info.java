/**
 * The embedded stack: real Kafka, PostgreSQL, Redis, ClickHouse, ZooKeeper and Flink as child processes of one machine.
 *
 * <p>{@code component} says how each server is prepared, started and checked; {@code process} starts, records and
 * supervises processes; {@code dist} finds the servers' files; {@code cli} is what the Makefile calls.
 */
package dev.cdp.local;
