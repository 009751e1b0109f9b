package dev.cdp.flink.connector.clickhouse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Types made of other types. */
final class NestedTypes {
    private NestedTypes() {}

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
}
