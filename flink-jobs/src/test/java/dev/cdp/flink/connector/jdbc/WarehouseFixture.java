package dev.cdp.flink.connector.jdbc;

import dev.cdp.flink.connector.jdbc.JdbcTable.Column;
import dev.cdp.flink.connector.jdbc.JdbcTable.Identity;
import dev.cdp.flink.connector.jdbc.JdbcTable.Lookup;
import dev.cdp.testkit.PostgresService;
import dev.cdp.testkit.TestServices;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A table of a test's own in a real PostgreSQL, and writers to it. */
final class WarehouseFixture {
    static final Instant NOON = Instant.parse("2026-11-15T12:00:00Z");
    private static final Backoff SOON = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));

    final PostgresService postgres = TestServices.postgres();
    final String name = "w_" + UUID.randomUUID().toString().substring(0, 8);
    private final int maxColumns;

    WarehouseFixture() {
        this(100);
    }

    WarehouseFixture(int maxColumns) {
        this.maxColumns = maxColumns;
    }

    JdbcTarget target() {
        return new JdbcTarget(
                new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                        .withUrl(postgres.jdbcUrl())
                        .build(),
                new JdbcTable(
                        "public",
                        name,
                        List.of(
                                new Column("event_id", ValueType.UUID),
                                new Column("row_no", ValueType.INTEGER),
                                new Column("version", ValueType.BIGINT),
                                new Column("tenant", ValueType.TEXT),
                                new Column("visitor", ValueType.TEXT),
                                new Column("at", ValueType.TIMESTAMP),
                                new Column("owner", ValueType.TEXT),
                                new Column("own", ValueType.TEXT)),
                        new Identity("event_id", "row_no", "version"),
                        new Lookup("tenant", "visitor", "at"),
                        maxColumns));
    }

    TableWriter<String> writer() {
        return new TableWriter<>(
                target(), new WriteSettings(1_000, 1 << 20, SOON, SOON), new UnregisteredMetricsGroup());
    }

    /** A row of the event of this number; its element is for the test to know it by. */
    static PendingRow<String> row(String element, int event, int rowNo, long version, Map<String, ?> fields) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "event_id",
                id(event),
                "row_no",
                rowNo,
                "version",
                version,
                "tenant",
                "t",
                "visitor",
                "anna",
                "at",
                NOON,
                "owner",
                "",
                "own",
                ""));
        values.putAll(fields);
        return new PendingRow<>(element, new JdbcRow(values));
    }

    static PendingRow<String> row(int event, Map<String, ?> fields) {
        return row("e" + event, event, 0, 1, fields);
    }

    static UUID id(int event) {
        return new UUID(0, event);
    }

    /** Rows of the answer, their columns separated by {@code |}. */
    List<String> query(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql.replace("{table}", name))) {
            List<String> rows = new ArrayList<>();
            while (answer.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    columns.add(answer.getString(i));
                }
                rows.add(String.join("|", columns.stream().map(String::valueOf).toList()));
            }
            return rows;
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql.replace("{table}", name));
        }
    }
}
