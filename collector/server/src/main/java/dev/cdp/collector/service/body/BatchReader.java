package dev.cdp.collector.service.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has been read so far of one batch. The parser stands at its start. */
final class BatchReader {
    private final JsonParser parser;
    private final byte[] body;
    private final EventReader eventReader;
    private final int maxEvents;
    private final Set<String> seen = new HashSet<>(8);
    private List<RawEvent> events;
    private JsonNode sentAt = MissingNode.getInstance();
    private JsonNode context = MissingNode.getInstance();
    private JsonNode integrations = MissingNode.getInstance();
    private String writeKey = "";
    private CollectorException problem;

    BatchReader(JsonParser parser, byte[] body, EventReader eventReader, int maxEvents) {
        this.parser = parser;
        this.body = body;
        this.eventReader = eventReader;
        this.maxEvents = maxEvents;
    }

    /**
     * Reads to the batch's end.
     *
     * @throws CollectorException when it has too many events
     */
    ParsedBody read() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "batch" -> readOnce(name, () -> events = readEvents());
                case "sentAt" -> readOnce(name, () -> sentAt = readForAll(name));
                case "context" -> readOnce(name, () -> context = readForAll(name));
                case "integrations" -> readOnce(name, () -> integrations = readForAll(name));
                case "writeKey" -> writeKey = parser.getValueAsString("");
                default -> parser.skipChildren();
            }
        }
        if (events == null) {
            refuse(Reason.MISSING_FIELD, "batch", "batch is missing: an array of events is expected");
        }
        return new ParsedBody(
                problem == null ? events : List.of(),
                sentAt,
                context,
                integrations,
                writeKey,
                Optional.ofNullable(problem));
    }

    private interface Reading {
        void read() throws IOException;
    }

    /** The later of two would hide the other one's events. */
    private void readOnce(String name, Reading reading) throws IOException {
        if (seen.add(name)) {
            reading.read();
        } else {
            refuse(Reason.NAME_COLLISION, name, name + " is there twice");
            parser.skipChildren();
        }
    }

    private List<RawEvent> readEvents() throws IOException {
        List<RawEvent> read = new ArrayList<>();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            refuse(Reason.INVALID_FIELD, "batch", "batch must be an array");
            parser.skipChildren();
            return read;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (read.size() == maxEvents) {
                throw CollectorException.tooLarge("batch", "the batch has more than " + maxEvents + " events");
            }
            read.add(eventReader.read(parser, body, read.size()));
        }
        return read;
    }

    /** What holds for each event is read as strictly as an event; what is wrong with it is wrong with all. */
    private JsonNode readForAll(String name) throws IOException {
        RawEvent value = eventReader.read(parser, body, 0);
        value.problem()
                .ifPresent(e -> refuse(
                        e.reason().orElseThrow(), e.field().isEmpty() ? name : name + '.' + e.field(), e.getMessage()));
        return value.json();
    }

    private void refuse(Reason reason, String field, String message) {
        if (problem == null) {
            problem = CollectorException.invalid(reason, field, message);
        }
    }
}
