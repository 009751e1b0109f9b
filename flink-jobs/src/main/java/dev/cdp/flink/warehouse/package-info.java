/** What an event becomes in a warehouse: a row of one table, with a column for each of its fields. */
package dev.cdp.flink.warehouse;
