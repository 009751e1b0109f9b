package dev.cdp.contract;

/**
 * An event that was rejected, and why: the value of {@link Topics#DEAD_LETTERS}. Times are epoch
 * milliseconds; what is not known is empty.
 *
 * @param eventId computed like any event's, from a message id made by the server if need be
 * @param type as sent; possibly no known type
 * @param stage where it was rejected
 * @param reason a code for machines
 * @param field the field at fault, or empty
 * @param error a sentence for people; no secrets, no stack trace
 * @param destinationId whose delivery failed, or empty
 * @param functionId which function failed, or empty
 * @param payload the event as it was: JSON text, or whatever else was sent, bytes that are no UTF-8
 *     replaced by U+FFFD
 */
public record DeadLetter(
        EventId eventId,
        String workspaceId,
        String sourceId,
        String messageId,
        String type,
        Stage stage,
        Reason reason,
        String field,
        String error,
        String destinationId,
        String functionId,
        long receivedAt,
        long rejectedAt,
        String payload) {

    /** Where an event can be rejected. */
    public enum Stage {
        VALIDATION,
        SCHEMA,
        PROCESSING,
        FUNCTION,
        DELIVERY;

        public String wireName() {
            return WireNames.of(this);
        }
    }

    /** Why an event can be rejected. */
    public enum Reason {
        MALFORMED_JSON,
        INVALID_FIELD,
        MISSING_FIELD,
        NAME_COLLISION,
        LIMIT_EXCEEDED,
        TYPE_CONFLICT,
        UNDECLARED_FIELD,
        MALFORMED_RECORD,
        FUNCTION_FAILED,
        CONFIG_UNREADABLE,
        ROW_REFUSED;

        public String wireName() {
            return WireNames.of(this);
        }
    }

    /** The Kafka key: dead letters of one event stay in order. */
    public String key() {
        return workspaceId + ':' + messageId;
    }
}
