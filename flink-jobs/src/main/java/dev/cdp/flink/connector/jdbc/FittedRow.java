package dev.cdp.flink.connector.jdbc;

import java.util.Map;

/**
 * A row whose values all fit their columns.
 *
 * @param key event and number: two such rows are one row of the table
 * @param values by column
 */
record FittedRow<IN>(PendingRow<IN> pending, Key key, long version, Map<String, Object> values) {
    record Key(Object event, Object number) {}
}
