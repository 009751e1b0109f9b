package dev.cdp.collector.service.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.cdp.collector.config.LimitSettings;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Reads a body: each event as a tree, and where its bytes stand. Once, strictly; a second time,
 * leniently, when that failed, so that one bad event does not take its batch with it.
 */
@Singleton
public class BodyParser {
    private final LimitSettings limits;

    public BodyParser(LimitSettings limits) {
        this.limits = limits;
    }

    /**
     * Reads the body of this endpoint.
     *
     * @throws CollectorException too large, or invalid when it can't be read at all
     */
    public ParsedBody parse(Endpoint endpoint, byte[] body) {
        requireSize(endpoint, body.length);
        if (!Utf8.isValid(body)) {
            throw malformed("the body is not UTF-8", null);
        }
        try {
            return read(endpoint, body, Trees.STRICT, EventReader.STRICT);
        } catch (IOException strict) {
            try {
                return read(endpoint, body, Trees.LENIENT, EventReader.LENIENT);
            } catch (IOException lenient) {
                throw malformed("the body is not readable JSON: " + describe(lenient), lenient);
            }
        }
    }

    private void requireSize(Endpoint endpoint, int size) {
        int limitKb = endpoint.isBatch() ? limits.batchKb() : limits.payloadKb();
        if (size > limitKb * 1024) {
            throw CollectorException.tooLarge("", "the body is larger than " + limitKb + " KB");
        }
    }

    private ParsedBody read(Endpoint endpoint, byte[] body, Trees trees, EventReader events) throws IOException {
        try (JsonParser parser = trees.parser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("the body is not a JSON object", null);
            }
            ParsedBody parsed = endpoint.isBatch()
                    ? new BatchReader(parser, body, events, limits.batchEvents()).read()
                    : ParsedBody.single(events.read(parser, body, 0));
            if (parser.nextToken() != null) {
                throw malformed("the body goes on after the JSON object", null);
            }
            return parsed;
        }
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
}
