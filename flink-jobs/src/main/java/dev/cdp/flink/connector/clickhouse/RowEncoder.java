package dev.cdp.flink.connector.clickhouse;

import dev.cdp.flink.connector.clickhouse.TableSchema.Column;
import dev.cdp.flink.connector.clickhouse.TableSchema.Default;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import dev.cdp.flink.connector.clickhouse.columnar.JsonShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Encodes rows of one table. Not for several threads. */
final class RowEncoder {
    private final TableSchema schema;
    private final int maxRowBytes;
    private final List<String> optional;
    private final RowBinaryBuffer buffer = new RowBinaryBuffer();
    private final JsonShape jsonShape = new JsonShape();

    /** By the columns with a default of the table's that a row gives; mostly none or the same ones. */
    private final Map<List<String>, Layout> layouts = new HashMap<>();

    private record Layout(RowLayout rows, RowLayout columnar, List<Column> columns) {}

    RowEncoder(TableSchema schema, int maxRowBytes) {
        this.schema = schema;
        this.maxRowBytes = maxRowBytes;
        this.optional = schema.columns().values().stream()
                .filter(column -> column.byDefault() == Default.OF_TABLE && column.type() != null)
                .map(Column::name)
                .toList();
    }

    /** @throws MisfitException with the column and the reason, if the server would refuse the row */
    EncodedRow encode(Map<String, Object> values) throws MisfitException {
        Layout layout = layoutFor(values);
        buffer.clear();
        int given = 0;
        boolean columnar = schema.columnar();
        for (Column column : layout.columns()) {
            Object value = values.get(column.name());
            if (value != null || values.containsKey(column.name())) {
                int start = buffer.size();
                write(column, value);
                columnar = columnar && isColumnar(column, start);
                given++;
            } else {
                column.type().writeDefault(buffer);
            }
        }
        if (given < values.size()) {
            throw unknownColumn(values);
        }
        if (buffer.size() > maxRowBytes) {
            throw new MisfitException("the row has " + buffer.size() + " bytes, more than " + maxRowBytes);
        }
        return new EncodedRow(
                columnar ? layout.columnar() : layout.rows(),
                schema.partitioning().partitionId(values),
                buffer.toByteArray());
    }

    private void write(Column column, Object value) throws MisfitException {
        try {
            column.type().write(value, buffer);
        } catch (MisfitException e) {
            throw e.in(column.name());
        }
    }

    /** Whether a value that was just written can go into a column: all can but some JSON. */
    private boolean isColumnar(Column column, int start) {
        if (!(column.type() instanceof JsonType)) {
            return true;
        }
        RowBinaryInput value = buffer.toInput();
        value.skip(start);
        int length = value.length();
        return jsonShape.isTaken(value.array(), value.position(), length);
    }

    private Layout layoutFor(Map<String, Object> values) {
        List<String> given = optional.isEmpty()
                ? optional
                : optional.stream().filter(values::containsKey).toList();
        return layouts.computeIfAbsent(given, this::newLayout);
    }

    private Layout newLayout(List<String> givenDefaults) {
        List<Column> columns = schema.columns().values().stream()
                .filter(column -> column.byDefault() == Default.OF_TYPE || givenDefaults.contains(column.name()))
                .toList();
        return new Layout(
                RowLayout.of(schema.table(), columns, BlockFormat.ROWS),
                RowLayout.of(schema.table(), columns, BlockFormat.COLUMNS),
                columns);
    }

    private MisfitException unknownColumn(Map<String, Object> values) {
        for (String name : values.keySet()) {
            Column column = schema.columns().get(name);
            if (column == null) {
                return new MisfitException("the table has no such column").in(name);
            } else if (column.byDefault() == Default.COMPUTED) {
                return new MisfitException("the server computes this column").in(name);
            } else if (column.type() == null) {
                return new MisfitException("the sink can't write the type " + column.typeName()).in(name);
            }
        }
        throw new IllegalStateException("No column is unknown in " + values.keySet());
    }
}
