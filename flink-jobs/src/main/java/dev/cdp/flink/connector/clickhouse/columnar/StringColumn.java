package dev.cdp.flink.connector.clickhouse.columnar;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import java.io.IOException;
import java.io.OutputStream;

/** Strings, each behind its length, as in a row. */
public final class StringColumn implements Column {
    private final RowBinaryBuffer values = new RowBinaryBuffer(64);
    private RowBinaryInput given;

    @Override
    public void take(RowBinaryInput row) {
        copy(row, values);
    }

    /** The bytes of one string. */
    void take(byte[] utf8, int offset, int length) {
        values.length(length);
        values.raw(utf8, offset, length);
    }

    @Override
    public void takeDefault() {
        values.length(0);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        values.writeTo(out);
    }

    @Override
    public void read(RowBinaryInput in, int rows) {
        for (int i = 0; i < rows; i++) {
            copy(in, values);
        }
        given = values.toInput();
    }

    @Override
    public void give(RowBinaryBuffer row) {
        copy(given, row);
    }

    private static void copy(RowBinaryInput from, RowBinaryBuffer to) {
        int length = from.length();
        to.length(length);
        from.copyTo(to, length);
    }
}
