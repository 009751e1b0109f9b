package dev.cdp.flink.connector.jdbc;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;

/**
 * What differs from database to database. Statements run in the caller's transaction, which is never in auto-commit.
 */
interface Dialect extends Serializable {

    /** @throws IllegalArgumentException when there is none for this URL */
    static Dialect of(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new PostgresDialect();
        }
        throw new IllegalArgumentException("There is no warehouse dialect for " + url.replaceAll("[?].*", "")
                + "; it must begin with jdbc:postgresql:");
    }

    /**
     * A new connection, by the driver itself: {@code DriverManager} does not know the drivers of a job's jar, and would
     * keep the job's class loader for as long as the JVM lives.
     */
    Connection connect(JdbcConnectionOptions options) throws SQLException;

    /** Settings of a session that the statements below rely on. */
    void prepare(Connection connection) throws SQLException;

    /** The column of a field: always the same for the same name, and one that the database allows. */
    String columnName(String field);

    String typeName(ValueType type);

    /** The table's columns; none at all when there is no such table. */
    TableColumns readColumns(Connection connection, JdbcTable table) throws SQLException;

    /** Lets no other writer change tables until the transaction ends. Does not wait long for readers. */
    void lockSchemas(Connection connection) throws SQLException;

    /** Makes the table of recorded changes, if it is missing. */
    void createChangeLog(Connection connection, JdbcTable table) throws SQLException;

    void recordChange(Connection connection, JdbcTable table, SchemaChange change) throws SQLException;

    void createTable(Connection connection, JdbcTable table) throws SQLException;

    /** @param columns types by column name */
    void addColumns(Connection connection, JdbcTable table, Map<String, ValueType> columns) throws SQLException;

    /**
     * Writes rows. Of each (event, number) the highest version stays, whatever the order of writing; what is left in
     * the table of an event's earlier attempts is deleted. A row that is there in the same version is left alone.
     *
     * @param rows no two of the same key
     */
    void upsert(Connection connection, JdbcTable table, TableColumns columns, List<? extends FittedRow<?>> rows)
            throws SQLException;

    /**
     * Assigns rows that have no owner of their own.
     *
     * @return how many rows changed
     */
    int assign(Connection connection, JdbcTable table, OwnerColumns owner, List<Assignment> assignments)
            throws SQLException;

    Failure failure(SQLException failure);

    /** Why the server refused a row: the column it names, or an empty one, and its message. */
    MisfitException misfit(SQLException refusal);
}
