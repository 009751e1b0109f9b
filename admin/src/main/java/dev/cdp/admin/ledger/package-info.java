/** What became of events, read from ClickHouse. */
package dev.cdp.admin.ledger;
