package dev.cdp.collector.service;

import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.log.LogEntry;
import dev.cdp.contract.DeadLetter;
import java.util.List;

/**
 * What became of a request's events, once nothing can change it. Holds no event as a tree: those of a large batch would
 * live through several collections while the journal writes.
 *
 * @param entries to be appended, in the order of the request
 * @param letters the dead letters among them
 * @param dropped events that were refused without a dead letter: late or too large
 * @param messageId of a single event; of a batch, empty
 * @param receipt of what was accepted
 * @param refusal of a single event, or null
 */
record Decision(
        List<LogEntry> entries,
        List<DeadLetter> letters,
        int dropped,
        String messageId,
        Receipt receipt,
        CollectorException refusal) {

    int accepted() {
        return entries.size() - rejected();
    }

    /** Events that were refused, with a dead letter. */
    int rejected() {
        return letters.size();
    }

    /**
     * The answer, when all of it is safe.
     *
     * @throws CollectorException of a single event that was refused
     */
    Receipt answer() {
        if (refusal != null) {
            throw refusal;
        }
        return receipt;
    }
}
