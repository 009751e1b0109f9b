package dev.cdp.flink.connector.jdbc;

/** A row that the table can't take. Costs no stack trace: it is data, and may come by the million. */
public final class MisfitException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param field at fault, or empty when it is the row as a whole */
    public MisfitException(String field, String reason) {
        this(field, reason, null);
    }

    public MisfitException(String field, String reason, Throwable cause) {
        super(reason, cause, false, false);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
