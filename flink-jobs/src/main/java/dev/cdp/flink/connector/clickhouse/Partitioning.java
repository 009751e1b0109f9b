package dev.cdp.flink.connector.clickhouse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Computes {@code _partition_id} as the server does. A block must hold one partition only, since an insert into
 * several makes several parts, and only one part is written whole or not at all.
 */
sealed interface Partitioning {

    /**
     * The id of the partition that the row belongs to.
     *
     * @throws MisfitException when the value has no partition that could be told beforehand
     */
    String partitionId(Map<String, Object> values) throws MisfitException;

    /** The column that the key is computed from. */
    Optional<String> column();

    /** What {@link #parse} understands, for people. */
    String UNDERSTOOD = "none, toYYYYMM(column), toYYYYMMDD(column) or toDate(column)";

    Pattern KEY = Pattern.compile("(toYYYYMM|toYYYYMMDD|toDate)\\(`?([A-Za-z_][A-Za-z0-9_]*)`?\\)");

    /** Reads {@code partition_key} of {@code system.tables}; empty when it is not {@link #UNDERSTOOD}. */
    static Optional<Partitioning> parse(String key) {
        if (key.isBlank() || key.equals("tuple()")) {
            return Optional.of(new None());
        }
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String column = matcher.group(2);
        return Optional.of(
                switch (matcher.group(1)) {
                    case "toYYYYMM" ->
                        new ByTime(column, "yyyyMM", LocalDate.of(1900, 1, 1), LocalDate.of(2299, 12, 31));
                    case "toYYYYMMDD" ->
                        new ByTime(column, "yyyyMMdd", LocalDate.of(1900, 1, 1), LocalDate.of(2299, 12, 31));
                    // The result is a Date, which begins in 1970 and ends in 2149.
                    default -> new ByTime(column, "yyyyMMdd", LocalDate.of(1970, 1, 1), LocalDate.of(2149, 6, 6));
                });
    }

    /** The table is one partition. */
    record None() implements Partitioning {
        @Override
        public String partitionId(Map<String, Object> values) {
            return "all";
        }

        @Override
        public Optional<String> column() {
            return Optional.empty();
        }
    }

    /** By month or day, in UTC. A column that is not given has its default, the epoch. */
    final class ByTime implements Partitioning {
        private final String column;
        private final DateTimeFormatter format;
        private final LocalDate first;
        private final LocalDate last;

        // Rows come in order of time, more or less: most are of the day of the row before.
        private LocalDate lastDay = LocalDate.MIN;
        private String lastId = "";

        ByTime(String column, String pattern, LocalDate first, LocalDate last) {
            this.column = column;
            this.format = DateTimeFormatter.ofPattern(pattern);
            this.first = first;
            this.last = last;
        }

        @Override
        public String partitionId(Map<String, Object> values) throws MisfitException {
            LocalDate day = day(values.get(column));
            if (!day.equals(lastDay)) {
                if (day.isBefore(first) || day.isAfter(last)) {
                    throw new MisfitException("date out of range " + first + " to " + last).in(column);
                }
                lastDay = day;
                lastId = format.format(day);
            }
            return lastId;
        }

        private static LocalDate day(Object value) throws MisfitException {
            if (value instanceof Instant instant) {
                return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC)
                        .toLocalDate();
            } else if (value instanceof LocalDate date) {
                return date;
            } else if (value == null) {
                return LocalDate.EPOCH;
            }
            throw MisfitException.wrongType("an instant or a date", value);
        }

        @Override
        public Optional<String> column() {
            return Optional.of(column);
        }
    }
}
