package dev.cdp.flink.connector.clickhouse;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import dev.cdp.flink.connector.clickhouse.columnar.Column;
import dev.cdp.flink.connector.clickhouse.columnar.FixedColumn;
import dev.cdp.flink.connector.clickhouse.columnar.StringColumn;
import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;

/** Types of one plain value. */
final class ScalarTypes {
    private ScalarTypes() {}

    record StringType() implements ColumnType {
        @Override
        public void write(Object value, RowBinaryBuffer out) throws MisfitException {
            if (value instanceof CharSequence text) {
                out.string(Unicode.utf8(text));
            } else if (value instanceof byte[] bytes) {
                out.string(bytes);
            } else {
                throw MisfitException.wrongType("a string", value);
            }
        }

        @Override
        public void writeDefault(RowBinaryBuffer out) {
            out.length(0);
        }

        @Override
        public Optional<Column> newColumn() {
            return Optional.of(new StringColumn());
        }

        @Override
        public Object read(RowBinaryInput in) {
            return in.text();
        }
    }

    /** Any integer of at most 64 bits; both bounds are inclusive. */
    record IntegerType(int bits, BigInteger min, BigInteger max) implements ColumnType {
        @Override
        public void write(Object value, RowBinaryBuffer out) throws MisfitException {
            if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
                long number = ((Number) value).longValue();
                if (!inRange(number)) {
                    throw outOfRange();
                }
                writeBits(number, out);
            } else if (value instanceof BigInteger number) {
                if (number.compareTo(min) < 0 || number.compareTo(max) > 0) {
                    throw outOfRange();
                }
                writeBits(number.longValue(), out);
            } else {
                throw MisfitException.wrongType("an integer", value);
            }
        }

        private boolean inRange(long number) {
            boolean unsigned = min.signum() == 0;
            if (bits == 64) {
                return !unsigned || number >= 0;
            }
            return number >= min.longValue() && number <= max.longValue();
        }

        private MisfitException outOfRange() {
            return new MisfitException("integer out of range " + min + " to " + max);
        }

        private void writeBits(long number, RowBinaryBuffer out) {
            switch (bits) {
                case 8 -> out.int8((int) number);
                case 16 -> out.int16((int) number);
                case 32 -> out.int32((int) number);
                default -> out.int64(number);
            }
        }

        @Override
        public void writeDefault(RowBinaryBuffer out) {
            writeBits(0, out);
        }

        @Override
        public Optional<Column> newColumn() {
            return Optional.of(new FixedColumn(bits / 8));
        }

        @Override
        public Object read(RowBinaryInput in) {
            boolean unsigned = min.signum() == 0;
            return switch (bits) {
                case 8 -> unsigned ? in.int8() & 0xffL : (long) in.int8();
                case 16 -> unsigned ? in.int16() & 0xffffL : (long) in.int16();
                case 32 -> unsigned ? in.int32() & 0xffff_ffffL : (long) in.int32();
                default -> in.int64();
            };
        }
    }

    record FloatType(int bits) implements ColumnType {
        @Override
        public void write(Object value, RowBinaryBuffer out) throws MisfitException {
            if (!(value instanceof Double || value instanceof Float || value instanceof Integer)) {
                throw MisfitException.wrongType("a floating-point number", value);
            }
            writeBits(((Number) value).doubleValue(), out);
        }

        private void writeBits(double number, RowBinaryBuffer out) {
            if (bits == 32) {
                out.int32(Float.floatToIntBits((float) number));
            } else {
                out.int64(Double.doubleToLongBits(number));
            }
        }

        @Override
        public void writeDefault(RowBinaryBuffer out) {
            writeBits(0, out);
        }

        @Override
        public Optional<Column> newColumn() {
            return Optional.of(new FixedColumn(bits / 8));
        }

        @Override
        public Object read(RowBinaryInput in) {
            return bits == 32 ? Float.intBitsToFloat(in.int32()) : Double.longBitsToDouble(in.int64());
        }
    }

    record BoolType() implements ColumnType {
        @Override
        public void write(Object value, RowBinaryBuffer out) throws MisfitException {
            if (!(value instanceof Boolean flag)) {
                throw MisfitException.wrongType("a boolean", value);
            }
            out.int8(flag ? 1 : 0);
        }

        @Override
        public void writeDefault(RowBinaryBuffer out) {
            out.int8(0);
        }

        @Override
        public Optional<Column> newColumn() {
            return Optional.of(new FixedColumn(1));
        }

        @Override
        public Object read(RowBinaryInput in) {
            return in.int8() != 0;
        }
    }

    record UuidType() implements ColumnType {
        @Override
        public void write(Object value, RowBinaryBuffer out) throws MisfitException {
            if (!(value instanceof UUID uuid)) {
                throw MisfitException.wrongType("a UUID", value);
            }
            // Two little-endian UInt64, the higher half first.
            out.int64(uuid.getMostSignificantBits());
            out.int64(uuid.getLeastSignificantBits());
        }

        @Override
        public void writeDefault(RowBinaryBuffer out) {
            out.int64(0);
            out.int64(0);
        }

        @Override
        public Optional<Column> newColumn() {
            return Optional.of(new FixedColumn(16));
        }

        @Override
        public Object read(RowBinaryInput in) {
            long high = in.int64();
            return new UUID(high, in.int64());
        }
    }
}
