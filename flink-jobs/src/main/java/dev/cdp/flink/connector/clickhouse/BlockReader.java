package dev.cdp.flink.connector.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.xxhash.XXHashFactory;

/** Reads a block's payload back into rows. Only rows that are parked are ever read: it need not be fast. */
final class BlockReader {
    private BlockReader() {}

    /** The rows by column, without their {@code _block}. */
    static List<Map<String, Object>> read(byte[] payload) throws IOException {
        RowBinaryInput in = new RowBinaryInput(unpack(payload));
        int columns = in.length();
        List<String> names = new ArrayList<>();
        List<ColumnType> types = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            names.add(in.text());
        }
        for (int i = 0; i < columns; i++) {
            String type = in.text();
            types.add(ColumnTypes.parse(type).orElseThrow(() -> new IOException("a block with a column of " + type)));
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        while (in.hasMore()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < columns; i++) {
                row.put(names.get(i), types.get(i).read(in));
            }
            row.remove(TableSchema.BLOCK_COLUMN);
            rows.add(row);
        }
        return rows;
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
