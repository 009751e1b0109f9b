package dev.cdp.contract;

/** A record read from Kafka does not have the form that this contract gives it. */
public final class MalformedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    public MalformedRecordException(String field, String message) {
        super(message);
        this.field = field;
    }

    public MalformedRecordException(String field, String message, Throwable cause) {
        super(message, cause);
        this.field = field;
    }

    /** The field at fault; empty when the record as a whole can't be read. */
    public String field() {
        return field;
    }
}
