package dev.cdp.flink.connector.jdbc;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL's driver without {@code DriverManager}. The driver registers itself there as soon as it is loaded, and
 * what is registered there is never let go of: each submission of a job would leave its class loader behind. A driver
 * that is on the JVM's own class path stays, as others may rely on it.
 */
final class PostgresDriver {
    private static final int CONNECT_SECONDS = 10;
    /** Longer than the server may take for a statement: the server gives up first, and says so. */
    private static final int SOCKET_SECONDS = 60;

    private PostgresDriver() {}

    static DataSource dataSource(JdbcConnectionOptions options) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(SOCKET_SECONDS);
        source.setTcpKeepAlive(true);
        source.setApplicationName("cdp-warehouse");
        source.setURL(options.getDbURL());
        options.getUsername().ifPresent(source::setUser);
        options.getPassword().ifPresent(source::setPassword);
        deregister();
        return source;
    }

    private static void deregister() {
        if (Driver.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
            return;
        }
        synchronized (Driver.class) {
            try {
                if (Driver.isRegistered()) {
                    Driver.deregister();
                }
            } catch (SQLException e) {
                throw new IllegalStateException("the driver can't be taken out of DriverManager", e);
            }
        }
    }
}
