/**
 * Rows turned into columns: ClickHouse's Native format. A server reads a block of it with a fraction of the work that it
 * has with rows, above all where JSON comes as text otherwise. Knows nothing of tables, blocks or Flink.
 */
package dev.cdp.flink.connector.clickhouse.columnar;
