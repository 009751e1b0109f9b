package dev.cdp.flink.connector.clickhouse.columnar;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import java.io.IOException;
import java.io.OutputStream;

/** Values of so many bytes each, zero by default: numbers, times, UUIDs. */
public final class FixedColumn implements Column {
    private final int width;
    private final RowBinaryBuffer values = new RowBinaryBuffer(64);
    private RowBinaryInput given;

    /** @param width of a value in bytes */
    public FixedColumn(int width) {
        this.width = width;
    }

    @Override
    public void take(RowBinaryInput row) {
        row.copyTo(values, width);
    }

    void takeByte(int value) {
        values.int8(value);
    }

    void takeLong(long value) {
        values.int64(value);
    }

    @Override
    public void takeDefault() {
        values.fill(0, width);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        values.writeTo(out);
    }

    @Override
    public void read(RowBinaryInput in, int rows) {
        in.copyTo(values, rows * width);
        rewind();
    }

    /** Gives from the first value on. */
    void rewind() {
        given = values.toInput();
    }

    @Override
    public void give(RowBinaryBuffer row) {
        given.copyTo(row, width);
    }

    int giveByte() {
        return given.int8();
    }

    long giveLong() {
        return given.int64();
    }
}
