package dev.cdp.admin.migrate;

import dev.cdp.testkit.TestServices;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A schema on the server that all tests share. */
final class PostgresTestDatabase implements TestDatabase {
    private static final String TABLES = """
            SELECT format('%s %s.%s %s%s%s', c.relkind, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                          CASE WHEN a.attnotnull THEN ' not null' END, a.attidentity)
                   || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
                   || coalesce(' -- ' || col_description(c.oid, a.attnum), '')
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relname NOT LIKE 'schema_history%'
            ORDER BY c.relname, a.attnum
            """;
    private static final String CONSTRAINTS = """
            SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = current_schema()::regnamespace AND conrelid::regclass::text <> 'schema_history'
            ORDER BY 1
            """;
    private static final String INDEXES =
            "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename <> 'schema_history' ORDER BY 1";
    private static final String COMMENTS = """
            SELECT c.relname || ' -- ' || obj_description(c.oid) FROM pg_class c
            WHERE c.relnamespace = current_schema()::regnamespace AND obj_description(c.oid) IS NOT NULL ORDER BY 1
            """;
    private static final String OTHERS = """
            SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
            UNION ALL SELECT 'type ' || typname FROM pg_type
            WHERE typnamespace = current_schema()::regnamespace AND typname NOT LIKE '%schema_history'
            UNION ALL SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE c.relnamespace = current_schema()::regnamespace AND NOT tgisinternal
            ORDER BY 1
            """;

    private final String schema = "it_" + UUID.randomUUID().toString().replace('-', '_');

    PostgresTestDatabase() throws SQLException {
        query("CREATE SCHEMA " + schema);
    }

    @Override
    public DatabaseTarget target() {
        return new DatabaseTarget(Database.POSTGRES, jdbcUrl(), null, null, "the test server");
    }

    @Override
    public String schema() throws SQLException {
        List<String> parts = new ArrayList<>();
        for (String part : List.of(TABLES, CONSTRAINTS, INDEXES, COMMENTS, OTHERS)) {
            parts.add(query(part));
        }
        return String.join("\n\n", parts).strip();
    }

    @Override
    public String query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl());
                Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (statement.execute(sql)) {
                ResultSet result = statement.getResultSet();
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
            return String.join("\n", rows);
        }
    }

    @Override
    public String createTable(String name) {
        return "CREATE TABLE %s (id int)".formatted(name);
    }

    @Override
    public void close() throws SQLException {
        query("DROP SCHEMA " + schema + " CASCADE");
    }

    private String jdbcUrl() {
        return TestServices.postgres().jdbcUrl() + "&currentSchema=" + schema;
    }
}
