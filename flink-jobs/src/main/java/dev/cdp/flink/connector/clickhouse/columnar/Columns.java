package dev.cdp.flink.connector.clickhouse.columnar;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The columns of one block, in the order in which a row has them. */
public final class Columns {

    /** @param type as the server spells it */
    public record Named(String name, String type, Column column) {}

    private final List<Named> columns;
    private int rows;

    public Columns(List<Named> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Takes the values of one row. */
    public void take(RowBinaryInput row) {
        for (Named column : columns) {
            column.column().take(row);
        }
        rows++;
    }

    /** See {@link Column#cells}. */
    public long cells() {
        long cells = 0;
        for (Named column : columns) {
            cells += column.column().cells();
        }
        return cells;
    }

    /** Writes one block of the Native format. */
    public void writeTo(OutputStream out) throws IOException {
        RowBinaryBuffer head = new RowBinaryBuffer();
        head.length(columns.size());
        head.length(rows);
        for (Named column : columns) {
            head.string(column.name().getBytes(StandardCharsets.UTF_8));
            head.string(column.type().getBytes(StandardCharsets.UTF_8));
            column.column().writePrefix(head);
            head.writeTo(out);
            head.clear();
            column.column().writeTo(out);
        }
    }
}
