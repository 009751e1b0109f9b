package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;

/** The server answered, and the answer is a refusal. */
final class ClickHouseException extends IOException {
    private static final long serialVersionUID = 1L;

    /** When the answer is not ClickHouse's own, but that of a proxy in front of it. */
    static final int NO_CODE = 0;

    private final int status;
    private final int code;

    ClickHouseException(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** HTTP status. */
    int status() {
        return status;
    }

    /** ClickHouse's error code, or {@link #NO_CODE}. */
    int code() {
        return code;
    }
}
