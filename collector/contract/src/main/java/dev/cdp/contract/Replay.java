package dev.cdp.contract;

/**
 * Marks an event that is sent again from the dead letters.
 *
 * @param id names this replay; the same one sent twice lands once
 * @param requestedAt epoch milliseconds; orders the attempts at one event
 * @param destinationId the destination whose delivery failed, which the others skip; empty when the
 *     event had reached none
 */
public record Replay(String id, long requestedAt, String destinationId) {}
