package dev.cdp.collector.service;

import java.util.List;

/**
 * The answer to a request that was accepted.
 *
 * @param rejected the events of a batch that were not
 */
public record Receipt(List<Rejected> rejected) {
    /** All of it was accepted. */
    public static final Receipt WHOLE = new Receipt(List.of());

    /**
     * An event of a batch that was not accepted.
     *
     * @param index from 0
     * @param messageId the event's; empty when it was sent without one
     * @param error a sentence for people
     * @param field the field at fault, or empty
     */
    public record Rejected(int index, String messageId, String error, String field) {}
}
