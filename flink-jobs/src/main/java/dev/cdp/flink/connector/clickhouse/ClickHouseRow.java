package dev.cdp.flink.connector.clickhouse;

import java.util.Map;

/**
 * One row for one table, by column name. Columns that are not given take their default.
 *
 * <p>The Java type of a value must be that of its column; nothing is coerced:
 *
 * <table>
 * <caption>Java types by column type</caption>
 * <tr><td>String</td><td>{@code CharSequence} of valid Unicode, or {@code byte[]}</td></tr>
 * <tr><td>Int8 to Int64, UInt8 to UInt64</td><td>{@code Byte}, {@code Short}, {@code Integer}, {@code Long} or
 *     {@code BigInteger} within range</td></tr>
 * <tr><td>Float32, Float64</td><td>{@code Float}, {@code Double}, {@code Integer}</td></tr>
 * <tr><td>Bool</td><td>{@code Boolean}</td></tr>
 * <tr><td>UUID</td><td>{@code java.util.UUID}</td></tr>
 * <tr><td>DateTime, DateTime64</td><td>{@code Instant}, cut to the column's precision</td></tr>
 * <tr><td>Date, Date32</td><td>{@code LocalDate}</td></tr>
 * <tr><td>JSON</td><td>{@code Map<String, ?>} of what JSON knows, or its text as {@code CharSequence} or UTF-8
 *     {@code byte[]}</td></tr>
 * <tr><td>Array(T), Map(K, V)</td><td>{@code Collection}, {@code Map}</td></tr>
 * <tr><td>Nullable(T)</td><td>null, or as T</td></tr>
 * <tr><td>LowCardinality(T)</td><td>as T</td></tr>
 * </table>
 */
public record ClickHouseRow(String table, Map<String, Object> values) {}
