package dev.cdp.flink.connector.clickhouse;

import java.io.Serializable;

/**
 * A row that does not fit its table, found before it could spoil a block.
 *
 * @param element what the row was made of
 * @param column the column at fault, or empty when it is the row as a whole
 * @param reason for people; contains no more of the value than its type and range
 */
public record RejectedRow<IN>(IN element, ClickHouseRow row, String column, String reason) {

    /** What to put into the side output for such a row. */
    @FunctionalInterface
    public interface Handler<IN, R> extends Serializable {
        R handle(RejectedRow<IN> rejected);
    }
}
