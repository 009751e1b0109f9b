package dev.cdp.contract;

import java.io.IOException;

/**
 * Reads the JSON objects that cross Kafka, member by member, without building a tree.
 *
 * <p>Rules of compatibility: readers pass over members that they don't know; a member is never
 * given another meaning; a record's {@code v} grows only when an old reader would misread it, and a
 * reader refuses a {@code v} above its own.
 */
final class JsonRecords {
    private JsonRecords() {}

    /**
     * Reads a record.
     *
     * @param what the record's name for messages
     * @param newestVersion the newest version that the caller understands
     * @throws MalformedRecordException when the bytes are no JSON object or of a newer version
     */
    static void read(String what, int newestVersion, byte[] bytes, JsonCursor.Member member) {
        try {
            readWithin(what, newestVersion, new JsonCursor(bytes), member);
        } catch (IOException e) {
            throw new MalformedRecordException("", what + " is not readable JSON: " + firstLine(e), e);
        }
    }

    /** Reads a record within another, which the cursor is at. */
    static void readWithin(String what, int newestVersion, JsonCursor record, JsonCursor.Member member)
            throws IOException {
        if (!record.isObject()) {
            throw new MalformedRecordException("", what + " is not a JSON object");
        }
        record.members((name, value) -> {
            if (name.equals("v")) {
                requireVersion(what, newestVersion, value.number());
            } else {
                member.read(name, value);
            }
        });
    }

    /**
     * The value of a mandatory member.
     *
     * @throws MalformedRecordException when it was missing
     */
    static <T> T require(String field, T value) {
        if (value == null) {
            throw new MalformedRecordException(field, field + " is missing");
        }
        return value;
    }

    private static void requireVersion(String what, int newestVersion, long version) {
        if (version > newestVersion) {
            throw new MalformedRecordException(
                    "v", what + " is of version " + version + ", newer than " + newestVersion + " that is known here");
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
