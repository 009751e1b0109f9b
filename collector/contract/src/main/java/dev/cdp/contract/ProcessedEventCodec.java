package dev.cdp.contract;

/** {@link ProcessedEvent} as JSON in UTF-8, version 1. */
public final class ProcessedEventCodec {
    private static final int VERSION = 1;

    private ProcessedEventCodec() {}

    /** Writes a processed event about which nothing was found out. */
    public static byte[] write(String userId, IdentityLink link, byte[] envelope) {
        return write(userId, link, Enrichment.NONE, envelope);
    }

    /**
     * Writes a processed event around the envelope's own bytes, which are not encoded again.
     *
     * @param envelope what {@link EnvelopeCodec} read the event's envelope from
     */
    public static byte[] write(String userId, IdentityLink link, Enrichment enrichment, byte[] envelope) {
        JsonWriter json = new JsonWriter(VERSION, envelope.length + 384);
        Enrichment known = enrichment.isNone() ? null : enrichment;
        json.text("userId", userId)
                .object("link", link, () -> IdentityLinkJson.write(json, link))
                .object("enrichment", known, () -> EnrichmentJson.write(json, enrichment));
        return json.finishWith("envelope", envelope);
    }

    /**
     * Reads a processed event.
     *
     * @throws MalformedRecordException naming the field that is missing or wrong
     */
    public static ProcessedEvent read(byte[] bytes) {
        String[] userId = {""};
        IdentityLink[] link = new IdentityLink[1];
        Enrichment[] enrichment = {Enrichment.NONE};
        Envelope[] envelope = new Envelope[1];
        JsonRecords.read("the processed event", VERSION, bytes, (name, value) -> {
            switch (name) {
                case "userId" -> userId[0] = value.getText();
                case "link" -> link[0] = IdentityLinkJson.read(value);
                case "enrichment" -> enrichment[0] = EnrichmentJson.read(value);
                case "envelope" -> envelope[0] = EnvelopeCodec.readWithin(value, bytes);
                default -> {
                    // A later version's member.
                }
            }
        });
        return new ProcessedEvent(userId[0], link[0], enrichment[0], JsonRecords.require("envelope", envelope[0]));
    }
}
