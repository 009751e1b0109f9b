/** ClickHouse's RowBinary encoding of single values, which is also that of the values in a column of its Native format. */
package dev.cdp.flink.connector.clickhouse.binary;
