package dev.cdp.flink.job;

import dev.cdp.testkit.PostgresService;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads a table of a warehouse. */
record WarehouseReader(PostgresService postgres, String name) {
    private static final String UNDEFINED_TABLE = "42P01";

    /** Without user and password. */
    static String url(PostgresService postgres) {
        return postgres.jdbcUrl().replaceAll("[?].*", "");
    }

    /** In order; none while there is no table. */
    List<String> rows(String columns) {
        return query("SELECT " + columns + " FROM " + name + " ORDER BY " + columns);
    }

    /** Rows of the answer, their columns separated by tabs. */
    List<String> query(String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            while (answer.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(answer.getString(i)));
                }
                rows.add(String.join("\t", columns));
            }
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return List.of();
            }
            throw new IllegalStateException(sql, e);
        }
        return rows;
    }
}
