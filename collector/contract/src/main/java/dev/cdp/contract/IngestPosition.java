package dev.cdp.contract;

/**
 * Where an accepted event stands in Kafka. Its text form, {@code topic/partition/offset}, travels with the event as
 * {@link RoutingHeaders#INGEST_POSITION}, so that a destination can tell how far of what was accepted it has come.
 *
 * @param topic as it is named in Kafka, with a prefix if there is one
 */
public record IngestPosition(String topic, int partition, long offset) {

    /**
     * Reads {@link #toString()}.
     *
     * @throws MalformedRecordException when the text has another form
     */
    public static IngestPosition parse(String text) {
        int offsetAt = text.lastIndexOf('/');
        int partitionAt = offsetAt < 0 ? -1 : text.lastIndexOf('/', offsetAt - 1);
        try {
            return new IngestPosition(
                    text.substring(0, partitionAt),
                    Integer.parseInt(text.substring(partitionAt + 1, offsetAt)),
                    Long.parseLong(text.substring(offsetAt + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new MalformedRecordException(
                    RoutingHeaders.INGEST_POSITION, "expected topic/partition/offset, got '" + text + "'", e);
        }
    }

    @Override
    public String toString() {
        return topic + '/' + partition + '/' + offset;
    }
}
