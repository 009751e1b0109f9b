package dev.cdp.flink.connector.clickhouse;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import dev.cdp.flink.connector.clickhouse.columnar.ArrayColumn;
import dev.cdp.flink.connector.clickhouse.columnar.Column;
import dev.cdp.flink.connector.clickhouse.columnar.LowCardinalityColumn;
import dev.cdp.flink.connector.clickhouse.columnar.NullableColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Types made of other types. */
final class NestedTypes {
    private NestedTypes() {}

    /** JSON within another type comes in rows only: which of it a column takes is looked at in columns of JSON. */
    private static Optional<Column> within(ColumnType inner) {
        return inner instanceof JsonType ? Optional.empty() : inner.newColumn();
    }

    record NullableType(ColumnType inner) implements ColumnType {
        @Override
        public void write(Object value, RowBinaryBuffer out) throws MisfitException {
            if (value == null) {
                writeDefault(out);
            } else {
                out.int8(0);
                inner.write(value, out);
            }
        }

        @Override
        public void writeDefault(RowBinaryBuffer out) {
            out.int8(1);
        }

        @Override
        public Optional<Column> newColumn() {
            return within(inner).map(NullableColumn::new);
        }

        @Override
        public Object read(RowBinaryInput in) {
            return in.int8() == 1 ? null : inner.read(in);
        }
    }

    record ArrayType(ColumnType inner) implements ColumnType {
        @Override
        public void write(Object value, RowBinaryBuffer out) throws MisfitException {
            if (!(value instanceof Collection<?> elements)) {
                throw MisfitException.wrongType("a collection", value);
            }
            out.length(elements.size());
            for (Object element : elements) {
                inner.write(element, out);
            }
        }

        @Override
        public void writeDefault(RowBinaryBuffer out) {
            out.length(0);
        }

        @Override
        public Optional<Column> newColumn() {
            return within(inner).map(ArrayColumn::new);
        }

        @Override
        public Object read(RowBinaryInput in) {
            int size = in.length();
            List<Object> elements = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                elements.add(inner.read(in));
            }
            return elements;
        }
    }

    record MapType(ColumnType key, ColumnType value) implements ColumnType {
        @Override
        public void write(Object value, RowBinaryBuffer out) throws MisfitException {
            if (!(value instanceof Map<?, ?> map)) {
                throw MisfitException.wrongType("a map", value);
            }
            out.length(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                key.write(entry.getKey(), out);
                this.value.write(entry.getValue(), out);
            }
        }

        @Override
        public void writeDefault(RowBinaryBuffer out) {
            out.length(0);
        }

        @Override
        public Optional<Column> newColumn() {
            return within(key).flatMap(keys -> within(value).map(values -> new ArrayColumn(keys, values)));
        }

        @Override
        public Object read(RowBinaryInput in) {
            int size = in.length();
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                Object entryKey = key.read(in);
                map.put(entryKey, value.read(in));
            }
            return map;
        }
    }

    /** As its inner type in a row; in a column of their own kind only strings, nullable or not. */
    record LowCardinalityType(ColumnType inner) implements ColumnType {
        @Override
        public void write(Object value, RowBinaryBuffer out) throws MisfitException {
            inner.write(value, out);
        }

        @Override
        public void writeDefault(RowBinaryBuffer out) {
            inner.writeDefault(out);
        }

        @Override
        public Optional<Column> newColumn() {
            ColumnType values = inner instanceof NullableType nullable ? nullable.inner() : inner;
            return values instanceof ScalarTypes.StringType
                    ? Optional.of(new LowCardinalityColumn(values != inner))
                    : Optional.empty();
        }

        @Override
        public Object read(RowBinaryInput in) {
            return inner.read(in);
        }
    }
}
