package dev.cdp.flink.connector.clickhouse;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import dev.cdp.flink.connector.clickhouse.columnar.Column;
import java.util.Optional;

/** Writes values of one ClickHouse type in RowBinary. Stateless. */
interface ColumnType {

    /**
     * Appends the value.
     *
     * @throws MisfitException when the type can't hold it; then what was written so far is garbage
     */
    void write(Object value, RowBinaryBuffer out) throws MisfitException;

    /** The value a column takes that is not given: zero, empty, null, the epoch. */
    void writeDefault(RowBinaryBuffer out);

    /** An empty column of the type, or empty when the sink sends the type in rows only. */
    Optional<Column> newColumn();

    /** Reads what was written; see {@link ParkedRows} for the Java types. */
    Object read(RowBinaryInput in);
}
