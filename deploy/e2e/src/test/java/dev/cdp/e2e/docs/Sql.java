package dev.cdp.e2e.docs;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Runs one statement in ClickHouse, or with the word {@code postgres} in PostgreSQL. */
final class Sql implements Language {
    /** As a reader would, with the server's own defaults. */
    private static final String CLICKHOUSE =
            "curl -sS --fail-with-body \"$CDP_CLICKHOUSE_URL/?database=cdp\" --data-binary @block.sql\n";

    private static final Pattern FORMAT = Pattern.compile("(?is).*\\bFORMAT\\s+\\w+\\s*;?\\s*");

    @Override
    public String run(Block block, Session session) {
        String statement = session.adapt(block.text()).strip().replaceFirst(";$", "");
        if (block.has("postgres")) {
            return postgres(statement, session.stack().variable("CDP_POSTGRES_JDBC_URL"));
        }
        boolean isQuery = statement.matches("(?is)(SELECT|WITH|SHOW|DESCRIBE|EXPLAIN)\\b.*");
        boolean isFormatted = FORMAT.matcher(statement).matches();
        session.write("block.sql", isQuery && !isFormatted ? statement + "\nFORMAT PrettyCompactMonoBlock" : statement);
        return session.bash(session.write("sql.sh", CLICKHOUSE), session.folder());
    }

    /** Names and values of a row in a line, with bars between them, as psql prints them without its frame. */
    private static String postgres(String statement, String url) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement query = connection.createStatement()) {
            return query.execute(statement) ? print(query.getResultSet()) : "";
        } catch (SQLException e) {
            throw new AssertionError(statement + ": " + e.getMessage(), e);
        }
    }

    private static String print(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        StringBuilder printed = new StringBuilder();
        StringJoiner names = new StringJoiner(" | ", "", "\n");
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            names.add(columns.getColumnLabel(column));
        }
        printed.append(names);
        while (rows.next()) {
            StringJoiner values = new StringJoiner(" | ", "", "\n");
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                values.add(String.valueOf(rows.getString(column)));
            }
            printed.append(values);
        }
        return printed.toString();
    }
}
