package dev.cdp.flink.connector.clickhouse.columnar;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import java.io.IOException;
import java.io.OutputStream;

/** Which values are null, then all values, with the type's default under a null. */
public final class NullableColumn implements Column {
    private final Column values;
    private final FixedColumn nulls = new FixedColumn(1);
    private final RowBinaryBuffer unused = new RowBinaryBuffer(16);

    public NullableColumn(Column values) {
        this.values = values;
    }

    @Override
    public void take(RowBinaryInput row) {
        if (row.int8() == 1) {
            takeDefault();
        } else {
            nulls.takeByte(0);
            values.take(row);
        }
    }

    @Override
    public void takeDefault() {
        nulls.takeByte(1);
        values.takeDefault();
    }

    @Override
    public void writePrefix(RowBinaryBuffer out) {
        values.writePrefix(out);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        nulls.writeTo(out);
        values.writeTo(out);
    }

    @Override
    public void readPrefix(RowBinaryInput in) {
        values.readPrefix(in);
    }

    @Override
    public void read(RowBinaryInput in, int rows) {
        nulls.read(in, rows);
        values.read(in, rows);
    }

    @Override
    public void give(RowBinaryBuffer row) {
        int isNull = nulls.giveByte();
        row.int8(isNull);
        if (isNull == 0) {
            values.give(row);
        } else {
            unused.clear();
            values.give(unused);
        }
    }
}
