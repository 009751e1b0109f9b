package dev.cdp.flink.connector.clickhouse;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import dev.cdp.flink.connector.clickhouse.columnar.Columns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Which columns the bytes of a row hold, in order: the header of a RowBinaryWithNamesAndTypes text; and in which format
 * it is to go to the server. It travels with
 * the rows and in every block, so that a block that waited over a change of the table is still read rightly, or
 * refused by the server, but never misread.
 */
final class RowLayout {
    private final String table;
    private final byte[] header;
    private final BlockFormat format;
    private final int hash;

    RowLayout(String table, byte[] header, BlockFormat format) {
        this.table = table;
        this.header = header;
        this.format = format;
        this.hash = 31 * Objects.hash(table, format) + Arrays.hashCode(header);
    }

    /** {@code _block} goes first: the block writes it, being the one that knows it. */
    static RowLayout of(String table, List<TableSchema.Column> columns, BlockFormat format) {
        RowBinaryBuffer header = new RowBinaryBuffer();
        header.length(columns.size() + 1);
        header.string(utf8(TableSchema.BLOCK_COLUMN));
        columns.forEach(column -> header.string(utf8(column.name())));
        header.string(utf8(TableSchema.BLOCK_TYPE));
        columns.forEach(column -> header.string(utf8(column.typeName())));
        return new RowLayout(table, header.toByteArray(), format);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    String table() {
        return table;
    }

    /** Of the blocks that such rows go to. */
    BlockFormat format() {
        return format;
    }

    /** Empty columns for such rows. */
    Columns newColumns() throws IOException {
        List<Columns.Named> columns = new ArrayList<>();
        for (RowHeader.Column column :
                RowHeader.read(new RowBinaryInput(header)).columns()) {
            columns.add(newColumn(column));
        }
        return new Columns(columns);
    }

    static Columns.Named newColumn(RowHeader.Column column) throws IOException {
        return new Columns.Named(
                column.name(),
                column.typeName(),
                column.type()
                        .newColumn()
                        .orElseThrow(() -> new IOException("a column of " + column.typeName() + ", which has none")));
    }

    byte[] header() {
        return header;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof RowLayout that
                        && hash == that.hash
                        && format == that.format
                        && Objects.equals(table, that.table)
                        && Arrays.equals(header, that.header));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
