/** The way of configuration to the jobs: from PostgreSQL's outbox to Kafka, in order, at least once. */
package dev.cdp.admin.outbox;
