package dev.cdp.flink.connection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.cdp.contract.RawJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a visitor has agreed to what a connection needs, by Segment's {@code context.consent.categoryPreferences}:
 * {@code {"advertising": true, "analytics": false}}. What an event does not say is not agreed to.
 */
final class Consent {
    private static final List<String> PREFERENCES = List.of("context", "consent", "categoryPreferences");

    private final JsonFactory json = new JsonFactory();

    boolean isGiven(RawJson payload, List<String> needed) {
        if (needed.isEmpty()) {
            return true;
        }
        try (JsonParser parser = json.createParser(payload.utf8())) {
            return enter(parser, 0) && agreed(parser).containsAll(needed);
        } catch (IOException e) {
            // The payload is well-formed, or its envelope could not have been read: past a limit of the parser.
            return false;
        }
    }

    /** Goes to the object of preferences. With a name twice the first counts. */
    private static boolean enter(JsonParser parser, int depth) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        if (depth == PREFERENCES.size()) {
            return true;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (parser.currentName().equals(PREFERENCES.get(depth))) {
                return enter(parser, depth + 1);
            }
            parser.nextToken();
            parser.skipChildren();
        }
        return false;
    }

    private static Set<String> agreed(JsonParser parser) throws IOException {
        Set<String> categories = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String category = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_TRUE) {
                categories.add(category);
            } else {
                categories.remove(category);
                parser.skipChildren();
            }
        }
        return categories;
    }
}
