package dev.cdp.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * The identity of an event, everywhere: the first 128 bits of a SHA-256 over (workspace, source,
 * partition key, message id).
 *
 * <p>A cryptographic hash, because write keys are public: nobody may be able to build an event that
 * suppresses another tenant's. Each part is preceded by its length, so that no two different lists
 * of parts hash the same bytes. Rows made from an event are keyed by (event id, row number).
 *
 * @param high the first eight bytes, big-endian
 * @param low the next eight bytes, big-endian
 */
public record EventId(long high, long low) {

    /** The identity of an event as accepted. */
    public static EventId of(String workspaceId, String sourceId, String partitionKey, String messageId) {
        return hash(workspaceId, sourceId, partitionKey, messageId);
    }

    /**
     * The identity of one replay of this event: a replay isn't a duplicate of the failed attempt,
     * and the same replay sent twice is a duplicate of itself.
     */
    public EventId ofReplay(String replayId) {
        return hash(toString(), replayId);
    }

    private static EventId hash(String... parts) {
        MessageDigest digest = Sha256.fresh();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            for (int shift = 24; shift >= 0; shift -= 8) {
                digest.update((byte) (bytes.length >>> shift));
            }
            digest.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new EventId(hash.getLong(), hash.getLong());
    }

    /** The form that ClickHouse stores: the same 128 bits as a UUID. */
    public UUID toUuid() {
        return new UUID(high, low);
    }

    /**
     * Reads {@link #toString()}.
     *
     * @throws MalformedRecordException when the text is no UUID
     */
    public static EventId parse(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            return new EventId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException("eventId", "not an event id: '" + text + "'", e);
        }
    }

    /** The canonical text form of {@link #toUuid()}. */
    @Override
    public String toString() {
        return toUuid().toString();
    }
}
