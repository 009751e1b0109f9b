/** What the jobs tell the ledger: how events ended that became no row, and how far each destination has come. */
package dev.cdp.flink.ledger;
