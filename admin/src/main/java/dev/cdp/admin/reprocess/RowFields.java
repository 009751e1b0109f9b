package dev.cdp.admin.reprocess;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields of a row of events in SQL: an array of texts such as {@code country=FR} and {@code properties.price=10}. Keys
 * and versions are left out, as a row that is written again differs in nothing else. Not a map: ClickHouse copies what a
 * lambda refers to for each element that it is called for, which for maps of all fields took minutes.
 */
final class RowFields {
    private static final Set<String> JSON = Set.of("properties", "traits", "context");
    private static final Set<String> NO_FIELDS = Set.of(
            "_block", "version", "replay_id", "workspace_id", "anonymous_id", "event_id", "row_no", "message_id");

    private final List<String> columns;

    private RowFields(List<String> columns) {
        this.columns = columns;
    }

    /** Of the columns that the tables have in common: a migration may have given one more to events alone. */
    static RowFields read(Sql clickHouse) {
        return new RowFields(clickHouse
                .rows("SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'events'"
                        + " AND name IN (SELECT name FROM system.columns WHERE database = currentDatabase() AND table ="
                        + " 'events_shadow') ORDER BY position")
                .stream()
                .map(row -> row.get(0))
                .toList());
    }

    /** All that the tables have in common, by commas. */
    String names() {
        return String.join(", ", columns);
    }

    /** An expression for all of them. */
    String list() {
        String scalars = columns.stream()
                .filter(column -> !JSON.contains(column) && !NO_FIELDS.contains(column))
                .map(column -> "concat('" + column + "=', ifNull(toString(" + column + "), ''))")
                .collect(Collectors.joining(", ", "[", "]"));
        return columns.stream()
                .filter(JSON::contains)
                .map(object -> "arrayMap(member -> concat('" + object + ".', member.1, '=', member.2),"
                        + " arraySort(JSONExtractKeysAndValuesRaw(toString(" + object + "))))")
                .collect(Collectors.joining(", ", "arrayConcat(" + scalars + ", ", ")"));
    }

    /** A hash of what only a delivery changes, and no backfill: the user of a row without one of its own goes with links. */
    static String hash(String list) {
        return "cityHash64(arrayFilter(one -> NOT startsWith(one, 'user_id='), " + list + "))";
    }

    /** The name of an element of the list, which holds no equals sign. */
    static String name(String element) {
        return "substring(" + element + ", 1, position(" + element + ", '=') - 1)";
    }

    /** Its value. */
    static String value(String element) {
        return "substring(" + element + ", position(" + element + ", '=') + 1)";
    }
}
