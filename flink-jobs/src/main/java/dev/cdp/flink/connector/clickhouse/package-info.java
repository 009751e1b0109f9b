/**
 * An exactly-once Flink sink for ClickHouse. The protocol and its failure model are in this folder's README.md.
 */
package dev.cdp.flink.connector.clickhouse;
