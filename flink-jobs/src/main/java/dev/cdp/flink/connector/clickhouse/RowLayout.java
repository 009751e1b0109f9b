package dev.cdp.flink.connector.clickhouse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Which columns the bytes of a row hold, in order: the header of a RowBinaryWithNamesAndTypes text. It travels with
 * the rows and in every block, so that a block that waited over a change of the table is still read rightly, or
 * refused by the server, but never misread.
 */
final class RowLayout {
    private final String table;
    private final byte[] header;
    private final int hash;

    RowLayout(String table, byte[] header) {
        this.table = table;
        this.header = header;
        this.hash = 31 * table.hashCode() + Arrays.hashCode(header);
    }

    /** {@code _block} goes first: the block writes it, being the one that knows it. */
    static RowLayout of(String table, List<TableSchema.Column> columns) {
        RowBinaryBuffer header = new RowBinaryBuffer();
        header.length(columns.size() + 1);
        header.string(utf8(TableSchema.BLOCK_COLUMN));
        columns.forEach(column -> header.string(utf8(column.name())));
        header.string(utf8(TableSchema.BLOCK_TYPE));
        columns.forEach(column -> header.string(utf8(column.typeName())));
        return new RowLayout(table, header.toByteArray());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    String table() {
        return table;
    }

    byte[] header() {
        return header;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof RowLayout that
                        && hash == that.hash
                        && Objects.equals(table, that.table)
                        && Arrays.equals(header, that.header));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
