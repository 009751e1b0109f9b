package dev.cdp.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads the JSON objects that cross Kafka, member by member, without building a tree.
 *
 * <p>Rules of compatibility: readers pass over members that they don't know; a member is never
 * given another meaning; a record's {@code v} grows only when an old reader would misread it, and a
 * reader refuses a {@code v} above its own.
 */
final class JsonRecords {
    static final JsonFactory FACTORY = JsonFactory.builder()
            // Names inside a payload are the clients': they must not fill the table of interned strings.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonRecords() {}

    /** Is given each member's name, with the parser at its value. */
    interface Member {
        void read(String name, JsonParser value) throws IOException;
    }

    /**
     * Reads a record.
     *
     * @param what the record's name for messages
     * @param newestVersion the newest version that the caller understands
     * @throws MalformedRecordException when the bytes are no JSON object or of a newer version
     */
    static void read(String what, int newestVersion, byte[] bytes, Member member) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedRecordException("", what + " is not a JSON object");
            }
            readVersioned(what, newestVersion, parser, member);
        } catch (IOException e) {
            throw new MalformedRecordException("", what + " is not readable JSON: " + firstLine(e), e);
        }
    }

    /** Reads a record within another, whose object the parser stands at the start of. */
    static void readWithin(String what, int newestVersion, JsonParser parser, Member member) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedRecordException("", what + " is not a JSON object");
        }
        readVersioned(what, newestVersion, parser, member);
    }

    private static void readVersioned(String what, int newestVersion, JsonParser parser, Member member)
            throws IOException {
        readMembers(parser, (name, value) -> {
            if (name.equals("v")) {
                requireVersion(what, newestVersion, value.getIntValue());
            } else {
                member.read(name, value);
            }
        });
    }

    /** Reads the members of the object that the parser stands at the start of. */
    static void readMembers(JsonParser parser, Member member) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            member.read(name, parser);
            // No-op unless the member was passed over.
            parser.skipChildren();
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new MalformedRecordException("", "the JSON object is not closed");
        }
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

    private static void requireVersion(String what, int newestVersion, int version) {
        if (version > newestVersion) {
            throw new MalformedRecordException(
                    "v", what + " is of version " + version + ", newer than " + newestVersion + " that is known here");
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
