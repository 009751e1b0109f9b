/** Kafka at both ends of the jobs: sources, transactional sinks, and the checks before a job starts. */
package dev.cdp.flink.kafka;
