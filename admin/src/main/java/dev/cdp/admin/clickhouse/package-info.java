/** Reads of ClickHouse: events, dead letters, the ledger. Only the ledger's sums are written there by the service. */
package dev.cdp.admin.clickhouse;
