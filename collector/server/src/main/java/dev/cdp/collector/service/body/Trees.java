package dev.cdp.collector.service.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * Reads JSON trees, strictly or leniently.
 *
 * <p>Strict is what may be stored: no name twice in one object, depth and names bounded, decimals
 * with all their digits. Lenient reads as well what libraries do send although it is no JSON, the
 * NaN and Infinity of Python's json module and control characters in strings, so that such an event
 * can be refused alone instead of its whole batch.
 */
final class Trees {
    /**
     * Levels of the body. The flattened objects have a limit of their own, which is lower; this is
     * for what is passed on unseen, and far below the 1,000 at which the next reader would give up.
     */
    static final int MAX_DEPTH = 64;

    /** Bytes, about: names longer than a flat name's 255 characters can't be stored anyway. */
    static final int MAX_NAME = 1_024;

    static final Trees STRICT = new Trees(JsonMapper.builder(factory(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .build()))
            .nodeFactory(new BoundedNumbers())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build()
            .reader());

    static final Trees LENIENT = new Trees(JsonMapper.builder(factory(StreamReadConstraints.defaults()))
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build()
            .reader());

    private final ObjectReader reader;

    private Trees(ObjectReader reader) {
        this.reader = reader;
    }

    private static JsonFactory factory(StreamReadConstraints constraints) {
        return JsonFactory.builder()
                // Clients choose the names: they must not fill the JVM's table of interned strings.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(constraints)
                .build();
    }

    JsonParser parser(byte[] text) throws IOException {
        return reader.createParser(text);
    }

    /** The value that the parser, one of these trees', stands at. */
    JsonNode read(JsonParser parser) throws IOException {
        try {
            return reader.readTree(parser);
        } catch (NumberFormatException e) {
            // Jackson lets this one through.
            throw new JsonParseException(parser, "a number out of range", e);
        }
    }
}
