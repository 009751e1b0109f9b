package dev.cdp.flink.connector.clickhouse;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which columns rows have, and of which types: what a RowBinaryWithNamesAndTypes text begins with. */
record RowHeader(List<Column> columns) {

    /** @param typeName as the server spells it */
    record Column(String name, String typeName, ColumnType type) {}

    /** @throws IOException when it has a type that this release does not know */
    static RowHeader read(RowBinaryInput in) throws IOException {
        List<String> names = new ArrayList<>();
        for (int left = in.length(); left > 0; left--) {
            names.add(in.text());
        }
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(column(name, in.text()));
        }
        return new RowHeader(columns);
    }

    static Column column(String name, String typeName) throws IOException {
        ColumnType type =
                ColumnTypes.parse(typeName).orElseThrow(() -> new IOException("a block with a column of " + typeName));
        return new Column(name, typeName, type);
    }
}
