package dev.cdp.flink.connector.jdbc;

import java.io.Serializable;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;

/** A table and how to reach it. */
public record JdbcTarget(JdbcConnectionOptions connection, JdbcTable table) implements Serializable {
    public JdbcTarget {
        Dialect.of(connection.getDbURL());
    }

    Dialect dialect() {
        return Dialect.of(connection.getDbURL());
    }

    JdbcConnections connections() {
        return new JdbcConnections(connection, dialect());
    }
}
