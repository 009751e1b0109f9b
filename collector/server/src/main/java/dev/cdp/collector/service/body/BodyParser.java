package dev.cdp.collector.service.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cdp.collector.config.LimitSettings;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.RawJson;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a body once: each event as a tree, and where its bytes stand. */
@Singleton
public class BodyParser {
    private final ObjectReader trees;
    private final LimitSettings limits;

    public BodyParser(LimitSettings limits) {
        this.limits = limits;
        JsonFactory factory = JsonFactory.builder()
                // Clients choose the names: they must not fill the JVM's table of interned strings.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        this.trees = JsonMapper.builder(factory).build().reader();
    }

    /**
     * Reads the body of this endpoint.
     *
     * @throws CollectorException too large, or invalid when it can't be read at all
     */
    public ParsedBody parse(Endpoint endpoint, byte[] body) {
        requireSize(endpoint, body.length);
        requireUtf8(body);
        try (JsonParser parser = trees.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("the body is not a JSON object", null);
            }
            ParsedBody parsed = endpoint.isBatch()
                    ? new BatchReader(parser, body).read()
                    : ParsedBody.single(readEvent(parser, body, 0));
            if (parser.nextToken() != null) {
                throw malformed("the body goes on after the JSON object", null);
            }
            return parsed;
        } catch (IOException e) {
            throw malformed("the body is not readable JSON: " + describe(e), e);
        }
    }

    private void requireSize(Endpoint endpoint, int size) {
        int limitKb = endpoint.isBatch() ? limits.batchKb() : limits.payloadKb();
        if (size > limitKb * 1024) {
            throw CollectorException.tooLarge("", "the body is larger than " + limitKb + " KB");
        }
    }

    /** Jackson would guess UTF-16 and UTF-32, whose bytes can't be passed on. */
    private static void requireUtf8(byte[] body) {
        for (int i = 0; i < Math.min(4, body.length); i++) {
            if (body[i] == 0 || body[i] == (byte) 0xFE || body[i] == (byte) 0xFF) {
                throw malformed("the body is not UTF-8", null);
            }
        }
    }

    /** Reads the value that the parser stands at. */
    private RawEvent readEvent(JsonParser parser, byte[] body, int index) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        JsonNode json = trees.readTree(parser);
        int end = (int) parser.currentLocation().getByteOffset();
        return new RawEvent(index, json, new RawJson(Arrays.copyOfRange(body, start, end)));
    }

    /** Jackson's own message quotes the body and its classes. */
    private static String describe(IOException e) {
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            return "line " + json.getLocation().getLineNr() + ", column "
                    + json.getLocation().getColumnNr();
        }
        return "unexpected end";
    }

    private static CollectorException malformed(String message, Throwable cause) {
        return CollectorException.invalid(Reason.MALFORMED_JSON, "", message, cause);
    }

    /** What has been read so far of one batch. */
    private final class BatchReader {
        private final JsonParser parser;
        private final byte[] body;
        private List<RawEvent> events;
        private JsonNode sentAt = MissingNode.getInstance();
        private JsonNode context = MissingNode.getInstance();
        private JsonNode integrations = MissingNode.getInstance();
        private String writeKey = "";
        private CollectorException problem;

        BatchReader(JsonParser parser, byte[] body) {
            this.parser = parser;
            this.body = body;
        }

        ParsedBody read() throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "batch" -> events = readEvents();
                    case "sentAt" -> sentAt = trees.readTree(parser);
                    case "context" -> context = trees.readTree(parser);
                    case "integrations" -> integrations = trees.readTree(parser);
                    case "writeKey" -> writeKey = parser.getValueAsString("");
                    default -> parser.skipChildren();
                }
            }
            if (events == null && problem == null) {
                problem = CollectorException.invalid(Reason.MISSING_FIELD, "batch", "batch is missing");
            }
            return new ParsedBody(
                    problem == null ? events : List.of(),
                    sentAt,
                    context,
                    integrations,
                    writeKey,
                    Optional.ofNullable(problem));
        }

        private List<RawEvent> readEvents() throws IOException {
            List<RawEvent> read = new ArrayList<>();
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                problem = CollectorException.invalid(Reason.INVALID_FIELD, "batch", "batch must be an array");
                parser.skipChildren();
                return read;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (read.size() == limits.batchEvents()) {
                    throw CollectorException.tooLarge(
                            "batch", "the batch has more than " + limits.batchEvents() + " events");
                }
                read.add(readEvent(parser, body, read.size()));
            }
            return read;
        }
    }
}
