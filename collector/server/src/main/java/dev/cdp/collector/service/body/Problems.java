package dev.cdp.collector.service.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import java.io.IOException;
import java.util.regex.Pattern;

/** What is wrong with JSON that only a lenient reader can read. */
final class Problems {
    private static final int MAX_FIELD = 255;
    private static final String LIMITS =
            "nested deeper than %d levels, or a name longer than %d bytes".formatted(Trees.MAX_DEPTH, Trees.MAX_NAME);
    /** Control characters, and halves of characters. */
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    private Problems() {}

    /**
     * Names the problem.
     *
     * @param stopped the strict parser, where it failed
     */
    static CollectorException of(JsonParser stopped, IOException failure) {
        String field = field(stopped);
        if (failure instanceof MismatchedInputException) {
            return CollectorException.invalid(
                    Reason.NAME_COLLISION, field, "two members of one object have the same name", failure);
        }
        if (failure instanceof StreamConstraintsException) {
            return CollectorException.invalid(Reason.LIMIT_EXCEEDED, field, LIMITS, failure);
        }
        return CollectorException.invalid(
                Reason.INVALID_FIELD,
                field,
                "not a JSON value: NaN, Infinity, exponents beyond a million and control characters are not allowed",
                failure);
    }

    /** Where the parser stopped, at most two names deep: {@code properties.price}. */
    private static String field(JsonParser stopped) {
        String[] names = stopped.getParsingContext().pathAsPointer().toString().split("/", 4);
        String path = names.length > 2 ? names[1] + '.' + names[2] : names.length > 1 ? names[1] : "";
        String bounded = path.length() > MAX_FIELD ? path.substring(0, MAX_FIELD) : path;
        return NOT_PRINTABLE.matcher(bounded).replaceAll("");
    }
}
