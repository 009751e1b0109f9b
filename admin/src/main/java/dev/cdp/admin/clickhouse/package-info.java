/** Reads of ClickHouse: events, dead letters, the ledger. Nothing is written there from here. */
package dev.cdp.admin.clickhouse;
