package dev.cdp.flink.connector.jdbc;

import dev.cdp.flink.connector.jdbc.TableColumns.Existing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds rows against the table's columns. What fits is kept, what does not is refused with its field; a field without
 * a column proposes one, of the type of its first value. A refused row proposes nothing.
 */
final class Fitting<IN> {

    /** @param field whose column it is; its name may be a shortened form of the field's */
    record NewColumn(String field, ValueType type) {}

    private final JdbcTable table;
    private final Dialect dialect;
    private final TableColumns columns;
    private final Map<String, NewColumn> proposed = new LinkedHashMap<>();
    private final List<RefusedRow<IN>> refused = new ArrayList<>();
    /** Of two attempts at one row in a batch the later; the database would refuse to touch a row twice. */
    private final Map<FittedRow.Key, FittedRow<IN>> fitted = new LinkedHashMap<>();

    Fitting(JdbcTable table, Dialect dialect, TableColumns columns) {
        this.table = table;
        this.dialect = dialect;
        this.columns = columns;
    }

    void add(PendingRow<IN> pending) {
        try {
            FittedRow<IN> row = fit(pending);
            fitted.merge(row.key(), row, (one, other) -> other.version() > one.version() ? other : one);
        } catch (MisfitException e) {
            refused.add(pending.refuse(e));
        }
    }

    Map<String, NewColumn> proposed() {
        return proposed;
    }

    List<RefusedRow<IN>> refused() {
        return refused;
    }

    List<FittedRow<IN>> rows() {
        return List.copyOf(fitted.values());
    }

    private FittedRow<IN> fit(PendingRow<IN> pending) throws MisfitException {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, NewColumn> additions = new LinkedHashMap<>();
        for (Map.Entry<String, Object> field : pending.row().values().entrySet()) {
            if (field.getValue() != null) {
                String column = dialect.columnName(field.getKey());
                place(field.getKey(), column, field.getValue(), additions);
                if (values.put(column, field.getValue()) != null) {
                    throw new MisfitException(field.getKey(), "another field has the same column, " + column);
                }
            }
        }
        FittedRow<IN> row = identify(pending, values);
        proposed.putAll(additions);
        return row;
    }

    private void place(String field, String column, Object value, Map<String, NewColumn> additions)
            throws MisfitException {
        Texts.check(field, value);
        Existing existing = columns.byName().get(column);
        if (existing != null) {
            requireFit(field, value, existing);
        } else if (proposed.containsKey(column)) {
            ValueType type = proposed.get(column).type();
            requireFit(field, value, new Existing(column, type, dialect.typeName(type)));
        } else {
            if (columns.used() + proposed.size() + additions.size() >= table.maxColumns()) {
                throw new MisfitException(
                        field,
                        "it would need a new column, and the table has all " + table.maxColumns() + " it may have");
            }
            additions.put(column, new NewColumn(field, typeOf(field, value)));
        }
    }

    private static ValueType typeOf(String field, Object value) throws MisfitException {
        try {
            return ValueType.of(value);
        } catch (MisfitException e) {
            throw new MisfitException(field, e.getMessage());
        }
    }

    private static void requireFit(String field, Object value, Existing column) throws MisfitException {
        if (column.type() == null) {
            throw new MisfitException(field, "rows can't be written to a column of type " + column.typeName());
        }
        if (!column.type().accepts(value)) {
            throw new MisfitException(
                    field, "the column's type is " + column.typeName() + ", got " + ValueType.describe(value));
        }
    }

    private FittedRow<IN> identify(PendingRow<IN> pending, Map<String, Object> values) throws MisfitException {
        JdbcTable.Identity identity = table.identity();
        Object event = values.get(identity.event());
        Object number = values.get(identity.number());
        if (event == null || number == null || !(values.get(identity.version()) instanceof Long version)) {
            throw new MisfitException("", "the row lacks its identity " + identity);
        }
        return new FittedRow<>(pending, new FittedRow.Key(event, number), version, values);
    }
}
