/** What nobody but this service can measure, as metrics: the ledger's balance, and how far behind readers of Kafka are. */
package dev.cdp.admin.watch;
