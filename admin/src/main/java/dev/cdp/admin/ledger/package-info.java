/** What became of events, read from ClickHouse, and the ledger's sums there. */
package dev.cdp.admin.ledger;
