package dev.cdp.collector.service.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;

/** Reads members that are text. */
final class Texts {
    private Texts() {}

    /**
     * A member's text; empty when it is missing, null or blank.
     *
     * @throws CollectorException naming the member when it is anything else
     */
    static String text(JsonNode event, String name) {
        JsonNode value = event.path(name);
        if (value.isTextual()) {
            return storable(name, value.textValue());
        }
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        throw CollectorException.invalid(Reason.INVALID_FIELD, name, name + " must be a string");
    }

    /**
     * As {@link #text}, and a whole number is its decimal text: Segment's libraries have always taken
     * numbers for ids and turned them into strings, although its specification has strings only.
     */
    static String id(JsonNode event, String name) {
        JsonNode value = event.path(name);
        return value.isIntegralNumber() ? value.asText() : text(event, name);
    }

    /** Neither PostgreSQL nor UTF-8 can hold just any Java string. */
    private static String storable(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw CollectorException.invalid(Reason.INVALID_FIELD, name, name + " holds a NUL character");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw CollectorException.invalid(Reason.INVALID_FIELD, name, name + " is not valid Unicode text");
                }
                i++;
            }
        }
        return text.isBlank() ? "" : text;
    }
}
