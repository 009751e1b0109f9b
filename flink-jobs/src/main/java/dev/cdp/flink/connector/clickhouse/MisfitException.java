package dev.cdp.flink.connector.clickhouse;

/** A value that its column can't take. Costs no stack trace: it is data, and may come by the million. */
final class MisfitException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String column;

    MisfitException(String reason) {
        this("", reason);
    }

    private MisfitException(String column, String reason) {
        super(reason, null, false, false);
        this.column = column;
    }

    static MisfitException wrongType(String expected, Object value) {
        return new MisfitException("expected " + expected + ", got "
                + (value == null ? "null" : value.getClass().getSimpleName()));
    }

    MisfitException in(String columnName) {
        return new MisfitException(columnName, getMessage());
    }

    String column() {
        return column;
    }

    String reason() {
        return getMessage();
    }
}
