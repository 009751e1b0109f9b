package dev.cdp.flink.connector.clickhouse;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import dev.cdp.flink.connector.clickhouse.columnar.Column;
import dev.cdp.flink.connector.clickhouse.columnar.FixedColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Types of points in time. */
final class TimeTypes {
    private TimeTypes() {}

    /** Ticks of 10^-precision seconds since the epoch, years 1900 to 2299 (nanoseconds end in 2262). */
    record DateTime64Type(int precision) implements ColumnType {
        private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
        private static final Instant END = Instant.parse("2300-01-01T00:00:00Z");

        @Override
        public void write(Object value, RowBinaryBuffer out) throws MisfitException {
            if (!(value instanceof Instant instant)) {
                throw MisfitException.wrongType("an instant", value);
            }
            if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
                throw new MisfitException("instant out of range 1900 to 2299");
            }
            try {
                long second = pow10(precision);
                long fraction = instant.getNano() / pow10(9 - precision);
                out.int64(Math.addExact(Math.multiplyExact(instant.getEpochSecond(), second), fraction));
            } catch (ArithmeticException e) {
                throw new MisfitException("instant out of the range of DateTime64(" + precision + ")");
            }
        }

        private static long pow10(int exponent) {
            long power = 1;
            for (int i = 0; i < exponent; i++) {
                power *= 10;
            }
            return power;
        }

        @Override
        public void writeDefault(RowBinaryBuffer out) {
            out.int64(0);
        }

        @Override
        public Optional<Column> newColumn() {
            return Optional.of(new FixedColumn(8));
        }

        @Override
        public Object read(RowBinaryInput in) {
            long ticks = in.int64();
            long second = pow10(precision);
            return Instant.ofEpochSecond(
                    Math.floorDiv(ticks, second), Math.floorMod(ticks, second) * pow10(9 - precision));
        }
    }

    /** Seconds since the epoch in 32 bits, up to 2106. */
    record DateTimeType() implements ColumnType {
        @Override
        public void write(Object value, RowBinaryBuffer out) throws MisfitException {
            if (!(value instanceof Instant instant)) {
                throw MisfitException.wrongType("an instant", value);
            }
            long second = instant.getEpochSecond();
            if (second < 0 || second > 0xffff_ffffL) {
                throw new MisfitException("instant out of range 1970 to 2106");
            }
            out.int32((int) second);
        }

        @Override
        public void writeDefault(RowBinaryBuffer out) {
            out.int32(0);
        }

        @Override
        public Optional<Column> newColumn() {
            return Optional.of(new FixedColumn(4));
        }

        @Override
        public Object read(RowBinaryInput in) {
            return Instant.ofEpochSecond(in.int32() & 0xffff_ffffL);
        }
    }

    /** Days since the epoch: Date in 16 unsigned bits, Date32 in 32 signed ones. */
    enum DateType implements ColumnType {
        DATE(LocalDate.of(1970, 1, 1), LocalDate.of(2149, 6, 6)),
        DATE32(LocalDate.of(1900, 1, 1), LocalDate.of(2299, 12, 31));

        private final LocalDate first;
        private final LocalDate last;

        DateType(LocalDate first, LocalDate last) {
            this.first = first;
            this.last = last;
        }

        @Override
        public void write(Object value, RowBinaryBuffer out) throws MisfitException {
            if (!(value instanceof LocalDate date)) {
                throw MisfitException.wrongType("a date", value);
            }
            if (date.isBefore(first) || date.isAfter(last)) {
                throw new MisfitException("date out of range " + first + " to " + last);
            }
            writeDays((int) date.toEpochDay(), out);
        }

        private void writeDays(int days, RowBinaryBuffer out) {
            if (this == DATE) {
                out.int16(days);
            } else {
                out.int32(days);
            }
        }

        @Override
        public void writeDefault(RowBinaryBuffer out) {
            writeDays(0, out);
        }

        @Override
        public Optional<Column> newColumn() {
            return Optional.of(new FixedColumn(this == DATE ? 2 : 4));
        }

        @Override
        public Object read(RowBinaryInput in) {
            return LocalDate.ofEpochDay(this == DATE ? in.int16() & 0xffff : in.int32());
        }
    }
}
