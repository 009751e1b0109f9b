package dev.cdp.collector.service.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.contract.RawJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Reads the event that a body's parser stands at. */
interface EventReader {
    /** Fails with the body as soon as one event is not strict JSON. The way of nearly every request. */
    EventReader STRICT = (parser, body, index) -> {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        JsonNode json = Trees.STRICT.read(parser);
        return new RawEvent(index, json, slice(parser, body, start), Optional.empty());
    };

    /** Passes over an event that is not strict JSON, and names what is wrong with it. */
    EventReader LENIENT = (parser, body, index) -> {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        JsonNode lenient = Trees.LENIENT.read(parser);
        RawJson text = slice(parser, body, start);
        try (JsonParser again = Trees.STRICT.parser(text.utf8())) {
            try {
                again.nextToken();
                return new RawEvent(index, Trees.STRICT.read(again), text, Optional.empty());
            } catch (IOException e) {
                return new RawEvent(index, lenient, text, Optional.of(Problems.of(again, e)));
            }
        }
    };

    RawEvent read(JsonParser parser, byte[] body, int index) throws IOException;

    private static RawJson slice(JsonParser parser, byte[] body, int start) {
        int end = (int) parser.currentLocation().getByteOffset();
        boolean isAll = start == 0 && end == body.length;
        return new RawJson(isAll ? body : Arrays.copyOfRange(body, start, end));
    }
}
