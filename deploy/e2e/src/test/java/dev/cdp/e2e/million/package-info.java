/**
 * A great many events whose fates are known before they are sent, while processes are killed all along; in the end each
 * is where it belongs, once, the ledger balances minute by minute, and {@code why} tells what became of them.
 */
package dev.cdp.e2e.million;
