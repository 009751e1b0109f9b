package dev.cdp.flink.connection;

/**
 * Where in Kafka the events of one source lie that wait because their connection is paused: among those of others, in
 * one partition of {@code events.processed}.
 *
 * @param from offset of the first that still waits
 * @param to offset of the last
 * @param since epoch milliseconds, when the first was written to Kafka
 */
record HeldRange(String workspaceId, String sourceId, String topic, int partition, long from, long to, long since) {

    /** Of one source in one partition there is one range. */
    record Place(String workspaceId, String sourceId, String topic, int partition) {}

    Place place() {
        return new Place(workspaceId, sourceId, topic, partition);
    }

    /** Up to this one, which is later; after a restart the source gives what lies in the range already once more. */
    HeldRange upTo(long offset) {
        return new HeldRange(workspaceId, sourceId, topic, partition, from, Math.max(to, offset), since);
    }

    HeldRange startingAt(long offset, long timestamp) {
        return new HeldRange(workspaceId, sourceId, topic, partition, offset, to, timestamp);
    }
}
