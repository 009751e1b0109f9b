package dev.cdp.flink.connector.jdbc;

import java.time.Instant;

/**
 * Rows of a tenant and an owner within a span of time are another owner's.
 *
 * @param tenant and {@code owner}: values of the table's {@link JdbcTable.Lookup}
 * @param value whose they are; empty takes it back
 * @param from the first moment of the span
 * @param to the first moment after it
 */
public record Assignment(String tenant, String owner, String value, Instant from, Instant to) {}
