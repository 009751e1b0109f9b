package dev.cdp.flink.connector.clickhouse;

import dev.cdp.flink.connector.clickhouse.RowHeader.Column;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import dev.cdp.flink.connector.clickhouse.columnar.Columns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.xxhash.XXHashFactory;

/** Reads a block's payload back into rows. Only rows that are parked, or few, are ever read: it need not be fast. */
final class BlockReader {
    private BlockReader() {}

    /** The rows by column, without their {@code _block}. */
    static List<Map<String, Object>> read(BlockFormat format, byte[] payload) throws IOException {
        RowBinaryInput in = new RowBinaryInput(unpack(payload));
        return format == BlockFormat.ROWS ? rows(in) : columns(in);
    }

    private static List<Map<String, Object>> rows(RowBinaryInput in) throws IOException {
        List<Column> columns = RowHeader.read(in).columns();
        List<Map<String, Object>> rows = new ArrayList<>();
        while (in.hasMore()) {
            rows.add(row(columns, in));
        }
        return rows;
    }

    private static List<Map<String, Object>> columns(RowBinaryInput in) throws IOException {
        int count = in.length();
        int rowCount = in.length();
        List<Column> columns = new ArrayList<>();
        List<Columns.Named> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Column column = RowHeader.column(in.text(), in.text());
            columns.add(column);
            Columns.Named named = RowLayout.newColumn(column);
            named.column().readPrefix(in);
            named.column().read(in, rowCount);
            values.add(named);
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        RowBinaryBuffer row = new RowBinaryBuffer();
        for (int i = 0; i < rowCount; i++) {
            row.clear();
            values.forEach(column -> column.column().give(row));
            rows.add(row(columns, row.toInput()));
        }
        return rows;
    }

    private static Map<String, Object> row(List<Column> columns, RowBinaryInput in) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Column column : columns) {
            row.put(column.name(), column.type().read(in));
        }
        row.remove(TableSchema.BLOCK_COLUMN);
        return row;
    }

    private static byte[] unpack(byte[] payload) throws IOException {
        try (LZ4FrameInputStream in = new LZ4FrameInputStream(
                new ByteArrayInputStream(payload),
                LZ4Factory.fastestJavaInstance().safeDecompressor(),
                XXHashFactory.fastestJavaInstance().hash32())) {
            return in.readAllBytes();
        }
    }
}
