package dev.cdp.admin.reprocess;

import dev.cdp.admin.migrate.DatabaseTarget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements on one database, each with its values in the order of its question marks. */
public final class Sql implements AutoCloseable {
    private final DatabaseTarget target;
    private final Connection connection;

    public Sql(DatabaseTarget target) {
        this.target = target;
        this.connection = target.open();
    }

    /** The rows, each value as text; null where there is none. */
    public List<List<String>> rows(String sql, Object... values) {
        try (PreparedStatement statement = statement(sql, values);
                ResultSet found = statement.executeQuery()) {
            int columns = found.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int column = 1; column <= columns; column++) {
                    row.add(found.getString(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw target.unusable(e);
        }
    }

    /** The one number that a query gives. */
    public long number(String sql, Object... values) {
        return Long.parseLong(rows(sql, values).get(0).get(0));
    }

    public void execute(String sql, Object... values) {
        try (PreparedStatement statement = statement(sql, values)) {
            statement.execute();
        } catch (SQLException e) {
            throw target.unusable(e);
        }
    }

    private PreparedStatement statement(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw target.unusable(e);
        }
    }
}
