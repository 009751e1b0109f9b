package dev.cdp.flink.connector.clickhouse;

import java.io.Serializable;
import java.util.function.Consumer;

/** Makes zero or more rows of an element. Must not fail for data: what can't become a row belongs elsewhere. */
@FunctionalInterface
public interface RowMapper<IN> extends Serializable {
    void map(IN element, Consumer<ClickHouseRow> rows);
}
