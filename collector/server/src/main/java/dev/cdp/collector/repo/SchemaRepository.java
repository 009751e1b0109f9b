package dev.cdp.collector.repo;

import dev.cdp.collector.domain.SchemaKey;
import dev.cdp.contract.flat.FieldType;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Reads and extends the schema registry. Every call may block. */
@Singleton
public class SchemaRepository {
    private static final String FIND =
            "SELECT field, type FROM schema_fields WHERE workspace_id = ? AND event_type = ? AND event_name = ?";

    /** In the order of the fields, so that two collectors which learn the same ones can't deadlock. */
    private static final String LEARN = """
            INSERT INTO schema_fields (workspace_id, event_type, event_name, field, type)
            SELECT ?, ?, ?, f, t FROM unnest(?::text[], ?::text[]) AS fields (f, t) ORDER BY f
            ON CONFLICT DO NOTHING""";

    private static final String COUNT = """
            SELECT count(*) FROM (
                SELECT DISTINCT event_type, event_name FROM schema_fields WHERE workspace_id = ?) AS schemas""";

    private final DataSource database;

    SchemaRepository(DataSource database) {
        this.database = database;
    }

    /**
     * The types of an event's fields by their names; empty for one that was never seen.
     *
     * @throws SQLException when PostgreSQL does not answer
     */
    public Map<String, FieldType> find(SchemaKey key) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return find(connection, key);
        }
    }

    /**
     * Adds fields and reads back what stands: another collector may have been first, and its type
     * then holds.
     *
     * @return all fields of the event
     * @throws SQLException when PostgreSQL does not answer
     */
    public Map<String, FieldType> learn(SchemaKey key, Map<String, FieldType> fields) throws SQLException {
        Map<String, FieldType> sorted = new TreeMap<>(fields);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(LEARN)) {
            Array names = connection.createArrayOf("text", sorted.keySet().toArray());
            Array types = connection.createArrayOf(
                    "text", sorted.values().stream().map(FieldType::wireName).toArray());
            set(insert, key);
            insert.setArray(4, names);
            insert.setArray(5, types);
            insert.executeUpdate();
            return find(connection, key);
        }
    }

    /**
     * How many events of a workspace have a schema.
     *
     * @throws SQLException when PostgreSQL does not answer
     */
    public int countEvents(String workspaceId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setString(1, workspaceId);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static Map<String, FieldType> find(Connection connection, SchemaKey key) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            set(find, key);
            try (ResultSet rows = find.executeQuery()) {
                Map<String, FieldType> fields = new HashMap<>();
                while (rows.next()) {
                    fields.put(rows.getString(1), FieldType.fromWireName(rows.getString(2)));
                }
                return fields;
            }
        }
    }

    private static void set(PreparedStatement statement, SchemaKey key) throws SQLException {
        statement.setString(1, key.workspaceId());
        statement.setString(2, key.type().wireName());
        statement.setString(3, key.eventName());
    }
}
