package dev.cdp.admin.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.testkit.TestServices;
import dev.cdp.testkit.page.ReferencePage;
import dev.cdp.testkit.page.Section;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/tables.md against both databases, as all migrations have made them. */
class TablesPageIT {
    private static final ReferencePage PAGE = ReferencePage.of("tables.md");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOR_EVER = "for ever";
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+):(\\w+)");
    private static final Pattern TTL = Pattern.compile(" TTL (.*?)(?: SETTINGS.*)?$");

    private static final String POSTGRES_COLUMNS = """
            SELECT c.relname, format('%s %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                                     CASE WHEN a.attnotnull THEN '' ELSE ' null' END)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
                AND c.relname <> 'schema_history'
            ORDER BY c.relname, a.attnum
            """;
    private static final String POSTGRES_KEYS = """
            SELECT i.indrelid::regclass::text, a.attname
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
            CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (number, place)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
            WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_history'
            ORDER BY 1, k.place
            """;

    @BeforeAll
    static void migrate() {
        TestServices.clickHouse().migrate();
        TestServices.postgres().migrate();
    }

    @Test
    void columnsOfClickHouseAreThoseOfThePage() throws IOException {
        Map<String, List<String>> columns = new TreeMap<>();
        for (JsonNode column : rows("SELECT table, name, type FROM system.columns WHERE database = 'cdp'"
                + " AND table != 'schema_history' ORDER BY table, position")) {
            add(columns, column.path("table").asText(), asText(column));
        }
        for (JsonNode table : tables()) {
            // The server knows the columns of a view with parameters only for their values.
            if (!parameters(table).isEmpty() && !columns.containsKey(name(table))) {
                for (JsonNode column : rows("DESCRIBE (SELECT * FROM " + call(table) + ")")) {
                    add(columns, name(table), asText(column));
                }
            }
        }

        assertThat(written("ClickHouse", row -> name(row) + " " + ReferencePage.code(row.get("type"))))
                .isEqualTo(columns);
    }

    @Test
    void tablesOfClickHouseAreMadeAsThePageSays() throws IOException {
        Map<String, List<String>> facts = new TreeMap<>();
        for (JsonNode table : tables()) {
            String full = table.path("engine_full").asText();
            boolean isView = full.isEmpty();
            facts.put(
                    name(table),
                    List.of(
                            isView
                                    ? table.path("engine").asText()
                                    : full.replaceFirst(" (PARTITION BY|ORDER BY) .*", ""),
                            table.path("sorting_key").asText(),
                            table.path("partition_key").asText(),
                            isView ? "" : kept(full),
                            String.join(" ", new TreeSet<>(parameters(table).keySet()))));
        }

        assertThat(byTable("ClickHouse", TablesPageIT::facts)).isEqualTo(facts);
    }

    @Test
    void columnsOfPostgresAreThoseOfThePage() throws SQLException {
        assertThat(written(
                        "PostgreSQL",
                        row -> name(row) + " " + ReferencePage.code(row.get("type"))
                                + (row.get("null").equals("yes") ? " null" : "")))
                .isEqualTo(postgres(POSTGRES_COLUMNS));
    }

    @Test
    void keysOfPostgresAreThoseOfThePage() throws SQLException {
        assertThat(byTable(
                        "PostgreSQL",
                        table -> List.of(ReferencePage.code(table.item("Key")).split(", "))))
                .isEqualTo(postgres(POSTGRES_KEYS));
    }

    @Test
    void eachTableSaysWhoReadsOrWritesIt() {
        assertThat(List.of("ClickHouse", "PostgreSQL"))
                .flatMap(PAGE::below)
                .filteredOn(table -> !table.item("Engine").contains("View"))
                .allMatch(table -> !table.item("Written by").isEmpty()
                        && !table.item("Read by").isEmpty());
    }

    private static Map<String, List<String>> written(String database, Function<Map<String, String>, String> column) {
        return byTable(database, table -> table.rows().stream().map(column).toList());
    }

    private static Map<String, List<String>> byTable(String database, Function<Section, List<String>> fact) {
        Map<String, List<String>> facts = new TreeMap<>();
        PAGE.below(database).forEach(table -> facts.put(table(table), fact.apply(table)));
        return facts;
    }

    private static String table(Section section) {
        return ReferencePage.code(section.heading());
    }

    private static String name(Map<String, String> row) {
        return ReferencePage.code(row.get("column"));
    }

    private static List<String> facts(Section table) {
        String kept = table.item("Kept");
        return List.of(
                ReferencePage.code(table.item("Engine")),
                ReferencePage.code(table.item("Order")),
                ReferencePage.code(table.item("Partition")),
                kept.equals(FOR_EVER) ? kept : ReferencePage.code(kept),
                String.join(" ", ReferencePage.codes(table.item("Parameters"))));
    }

    private static String kept(String engine) {
        Matcher ttl = TTL.matcher(engine);
        return ttl.find() ? ttl.group(1) : FOR_EVER;
    }

    private static List<JsonNode> tables() throws IOException {
        return rows("SELECT name, engine, engine_full, sorting_key, partition_key, as_select FROM system.tables"
                + " WHERE database = 'cdp' AND name != 'schema_history'");
    }

    private static String name(JsonNode table) {
        return table.path("name").asText();
    }

    private static String asText(JsonNode column) {
        return name(column) + " " + column.path("type").asText();
    }

    /** Types by name. */
    private static Map<String, String> parameters(JsonNode view) {
        Map<String, String> parameters = new LinkedHashMap<>();
        PARAMETER
                .matcher(view.path("as_select").asText())
                .results()
                .forEach(match -> parameters.put(match.group(1), match.group(2)));
        return parameters;
    }

    private static String call(JsonNode view) {
        return parameters(view).entrySet().stream()
                .map(parameter -> parameter.getKey()
                        + (parameter.getValue().startsWith("DateTime") ? " = '2026-01-01 00:00:00'" : " = ''"))
                .collect(Collectors.joining(", ", name(view) + "(", ")"));
    }

    private static List<JsonNode> rows(String query) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : TestServices.clickHouse()
                .query(query + " FORMAT JSONEachRow")
                .lines()
                .toList()) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    /** Values of the second column, by that of the first. */
    private static Map<String, List<String>> postgres(String query) throws SQLException {
        Map<String, List<String>> values = new TreeMap<>();
        try (Connection connection = TestServices.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                add(values, rows.getString(1), rows.getString(2));
            }
        }
        return values;
    }

    private static void add(Map<String, List<String>> lists, String key, String value) {
        lists.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
    }
}
