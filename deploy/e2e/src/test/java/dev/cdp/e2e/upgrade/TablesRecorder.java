package dev.cdp.e2e.upgrade;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Records the rows of a PostgreSQL, and the tables that no migration makes. */
final class TablesRecorder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TablesRecorder() {}

    /** Returns the newest migration; rows of its history are not recorded, as migrating makes them. */
    static String record(String jdbc, Path file) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(jdbc, "cdp", "cdp");
                Statement statement = connection.createStatement();
                BufferedWriter out = Files.newBufferedWriter(file)) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            boolean migrated = tables.remove("schema_history");
            for (String table : tables) {
                if (!migrated) {
                    out.write(JSON.createObjectNode().put("sql", ddl(statement, table)) + "\n");
                }
                try (ResultSet rows = statement.executeQuery("SELECT row_to_json(t) FROM \"" + table + "\" t")) {
                    while (rows.next()) {
                        out.write("{\"table\":\"" + table + "\",\"row\":" + rows.getString(1) + "}\n");
                    }
                }
            }
            return migrated ? first(statement, "SELECT max(version) FROM schema_history WHERE success") : "";
        }
    }

    /** Of a table that no migration makes: columns and indexes. */
    private static String ddl(Statement statement, String table) throws SQLException {
        String columns = first(
                statement,
                "SELECT string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)"
                        + " || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY attnum) FROM pg_attribute"
                        + " WHERE attrelid = '" + table + "'::regclass AND attnum > 0 AND NOT attisdropped");
        String key = first(
                statement,
                "SELECT coalesce((SELECT ', ' || pg_get_constraintdef(oid) FROM pg_constraint"
                        + " WHERE contype = 'p' AND conrelid = '" + table + "'::regclass), '')");
        String indexes = first(
                statement,
                "SELECT coalesce(string_agg(';' || pg_get_indexdef(indexrelid), ''), '')"
                        + " FROM pg_index WHERE NOT indisprimary AND indrelid = '" + table + "'::regclass");
        return "CREATE TABLE " + table + " (" + columns + key + ")" + indexes;
    }

    private static String first(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
