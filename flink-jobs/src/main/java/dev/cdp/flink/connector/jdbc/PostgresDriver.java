package dev.cdp.flink.connector.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * PostgreSQL's driver without {@code DriverManager}, which the driver's own {@code DataSource} asks, too. In a job it
 * would find no driver: it looks for drivers once in a JVM's life, in what is then the class path, and a job's jar
 * comes later. And the driver registers itself there as soon as it is loaded; what is registered is never let go of, so
 * each submission of a job would leave its class loader behind. A driver that is on the JVM's own class path stays, as
 * others may rely on it.
 */
final class PostgresDriver {
    private static final int CONNECT_SECONDS = 10;
    /** Longer than the server may take for a statement: the server gives up first, and says so. */
    private static final int SOCKET_SECONDS = 60;

    /** SQLSTATE of a connection that can't be made. */
    private static final String UNABLE_TO_CONNECT = "08001";

    private PostgresDriver() {}

    /** @throws SQLException when the server can't be reached or refuses; no message has the URL's settings */
    static Connection connect(JdbcConnectionOptions options) throws SQLException {
        Properties settings = new Properties();
        PGProperty.CONNECT_TIMEOUT.set(settings, CONNECT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(settings, SOCKET_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(settings, true);
        PGProperty.APPLICATION_NAME.set(settings, "cdp-warehouse");
        options.getUsername().ifPresent(user -> PGProperty.USER.set(settings, user));
        options.getPassword().ifPresent(password -> PGProperty.PASSWORD.set(settings, password));
        Driver driver = new Driver();
        deregister();
        Connection connection = driver.connect(options.getDbURL(), settings);
        if (connection == null) {
            throw new SQLException(
                    "not a URL of PostgreSQL: " + options.getDbURL().replaceAll("[?].*", ""), UNABLE_TO_CONNECT);
        }
        return connection;
    }

    private static void deregister() throws SQLException {
        if (Driver.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
            return;
        }
        synchronized (Driver.class) {
            if (Driver.isRegistered()) {
                Driver.deregister();
            }
        }
    }
}
