package dev.cdp.flink.connector.clickhouse;

import dev.cdp.flink.connector.clickhouse.TableSchema.Column;
import dev.cdp.flink.connector.clickhouse.TableSchema.Default;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a table's schema and refuses a table that exactly-once can't be promised for. Each refusal says what to
 * change.
 */
final class TableSchemaReader {
    private static final Pattern WINDOW = Pattern.compile("non_replicated_deduplication_window = (\\d+)");
    private static final Set<String> UTC = Set.of("UTC", "Etc/UTC", "GMT", "Etc/GMT");

    private final ClickHouseClient client;
    private final String database;

    TableSchemaReader(ClickHouseClient client, String database) {
        this.client = client;
        this.database = database;
    }

    /**
     * @throws IOException when the server can't be asked
     * @throws IllegalStateException when the table must be changed before the sink can write it
     */
    TableSchema read(String table) throws IOException, InterruptedException {
        Map<String, String> names = Map.of("db", database, "table", table);
        List<List<String>> tables = client.select(
                "SELECT engine, engine_full, partition_key FROM system.tables"
                        + " WHERE database = {db:String} AND name = {table:String}",
                names);
        if (tables.isEmpty()) {
            throw refuse(table, "it does not exist. Run the migrations, or correct the database's name");
        }
        List<String> row = tables.get(0);
        checkEngine(table, row.get(0), row.get(1));
        Partitioning partitioning = Partitioning.parse(row.get(2))
                .orElseThrow(() -> refuse(
                        table,
                        "its partition key is " + row.get(2) + ". The sink cuts blocks by partition and has to"
                                + " compute the partition itself; it understands " + Partitioning.UNDERSTOOD));
        List<Column> columns = readColumns(table, names);
        checkPartitionColumn(table, columns, partitioning);
        return TableSchema.of(table, columns, partitioning, knowsFlattenedJson());
    }

    private void checkEngine(String table, String engine, String engineFull) throws IOException, InterruptedException {
        if (!engine.endsWith("MergeTree")) {
            throw refuse(table, "its engine is " + engine + ". Only the MergeTree family writes an insert as one part");
        }
        if (engine.startsWith("Replicated") || engine.startsWith("Shared")) {
            return;
        }
        Matcher window = WINDOW.matcher(engineFull);
        long size = window.find() ? Long.parseLong(window.group(1)) : defaultWindow();
        if (size == 0) {
            throw refuse(
                    table,
                    "the server keeps no log of its inserts. Run ALTER TABLE " + database + "." + table
                            + " MODIFY SETTING non_replicated_deduplication_window = 10000");
        }
    }

    private long defaultWindow() throws IOException, InterruptedException {
        return Long.parseLong(client.select(
                        "SELECT value FROM system.merge_tree_settings WHERE name = 'non_replicated_deduplication_window'",
                        Map.of())
                .get(0)
                .get(0));
    }

    private boolean knowsFlattenedJson() throws IOException, InterruptedException {
        return !client.select(
                        "SELECT 1 FROM system.settings WHERE name = {name:String}",
                        Map.of("name", BlockFormat.FLATTENED_JSON))
                .isEmpty();
    }

    private List<Column> readColumns(String table, Map<String, String> names) throws IOException, InterruptedException {
        List<Column> columns = new ArrayList<>();
        boolean blockColumn = false;
        for (List<String> row : client.select(
                "SELECT name, type, default_kind FROM system.columns"
                        + " WHERE database = {db:String} AND table = {table:String} ORDER BY position",
                names)) {
            if (row.get(0).equals(TableSchema.BLOCK_COLUMN)) {
                blockColumn = row.get(1).equals(TableSchema.BLOCK_TYPE);
            } else {
                columns.add(column(row.get(0), row.get(1), row.get(2)));
            }
        }
        if (!blockColumn) {
            throw refuse(
                    table,
                    "it has no column " + TableSchema.BLOCK_COLUMN + " " + TableSchema.BLOCK_TYPE
                            + ", which tells whether an insert took effect. Add it with a migration");
        }
        return columns;
    }

    private static Column column(String name, String type, String defaultKind) {
        Default byDefault =
                switch (defaultKind) {
                    case "" -> Default.OF_TYPE;
                    case "DEFAULT" -> Default.OF_TABLE;
                    default -> Default.COMPUTED;
                };
        ColumnType columnType = ColumnTypes.parse(type).orElse(null);
        // The server knows the defaults of types that the sink can't write.
        boolean left = columnType == null && byDefault == Default.OF_TYPE;
        return new Column(name, type, columnType, left ? Default.OF_TABLE : byDefault);
    }

    /** Months and days begin at midnight UTC here, so they must do so on the server. */
    private void checkPartitionColumn(String table, List<Column> columns, Partitioning partitioning)
            throws IOException, InterruptedException {
        if (partitioning.column().isEmpty()) {
            return;
        }
        String name = partitioning.column().get();
        Column column = columns.stream()
                .filter(c -> c.name().equals(name) && c.type() != null && c.byDefault() == Default.OF_TYPE)
                .findFirst()
                .orElseThrow(() ->
                        refuse(table, "its partition key is computed from " + name + ", which must be a plain column"));
        String zone = timeZone(column.typeName());
        if (!UTC.contains(zone)) {
            throw refuse(
                    table,
                    "it is partitioned by " + name + ", whose time zone is " + zone
                            + ". Declare the column as DateTime64(3, 'UTC')");
        }
    }

    private String timeZone(String type) throws IOException, InterruptedException {
        if (type.equals("Date") || type.equals("Date32")) {
            return "UTC";
        }
        if (!type.startsWith("DateTime")) {
            return "none: it is a " + type;
        }
        Matcher zone = Pattern.compile("'([^']*)'").matcher(type);
        return zone.find()
                ? zone.group(1)
                : client.select("SELECT timezone()", Map.of()).get(0).get(0);
    }

    private IllegalStateException refuse(String table, String reason) {
        return new IllegalStateException(
                "The exactly-once sink can't write table " + database + "." + table + ": " + reason + ".");
    }
}
