package dev.cdp.flink.connection;

import dev.cdp.contract.ProcessedEvent;

/**
 * An event whose functions have not ended, as it lies in state.
 *
 * @param retries that it has had after a RetryError
 * @param notBefore epoch milliseconds of the next attempt; 0: at once
 */
record PendingEvent(ProcessedEvent event, int retries, long notBefore) {}
