package dev.cdp.flink.connector.clickhouse.columnar;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The values of one column of a block. It is either filled from rows and written, or read and given back as rows; what a
 * row holds is in RowBinary both times. Not for several threads.
 */
public interface Column {

    /** Takes the next value out of a row. */
    void take(RowBinaryInput row);

    /** Takes the value that the type has where there is none, such as under a null. */
    void takeDefault();

    /**
     * How many cells the paths of JSON in it have: a path takes a byte for each row, whether the row has it or not. Many
     * rows, each with paths of its own, are small as rows and large as columns.
     */
    default long cells() {
        return 0;
    }

    /** What the format has in front of a column's data, and of the data of all columns within it. */
    default void writePrefix(RowBinaryBuffer out) {}

    void writeTo(OutputStream out) throws IOException;

    default void readPrefix(RowBinaryInput in) {}

    void read(RowBinaryInput in, int rows);

    /** Appends the next value to a row. */
    void give(RowBinaryBuffer row);
}
