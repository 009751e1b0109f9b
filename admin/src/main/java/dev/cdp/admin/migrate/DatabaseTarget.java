package dev.cdp.admin.migrate;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.OneLine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one database is and how to log in.
 *
 * @param jdbcUrl ends in the database's name, but for PostgreSQL's query parameters
 * @param user null where the URL holds it
 * @param password null where the URL holds it
 * @param address what people are told: no password in it
 */
public record DatabaseTarget(Database database, String jdbcUrl, String user, String password, String address) {

    private static final String CLICKHOUSE_DATABASE = "cdp";
    private static final Pattern HTTP_SERVER =
            Pattern.compile("(https?://(?:[^/?#@:\\s]+|\\[[0-9a-fA-F:]+]):\\d{1,5})/?");

    /**
     * Reads the settings CDP_POSTGRES_JDBC_URL, or CDP_CLICKHOUSE_URL, CDP_CLICKHOUSE_USER and
     * CDP_CLICKHOUSE_PASSWORD.
     *
     * @throws AdminException when a setting can't be understood
     */
    public static DatabaseTarget fromEnvironment(Database database, Map<String, String> environment) {
        return switch (database) {
            case POSTGRES ->
                postgres(environment.getOrDefault(
                        "CDP_POSTGRES_JDBC_URL", "jdbc:postgresql://127.0.0.1:5432/cdp?user=cdp&password=cdp"));
            case CLICKHOUSE ->
                clickHouse(
                        environment.getOrDefault("CDP_CLICKHOUSE_URL", "http://127.0.0.1:8123"),
                        environment.getOrDefault("CDP_CLICKHOUSE_USER", "default"),
                        environment.getOrDefault("CDP_CLICKHOUSE_PASSWORD", ""));
        };
    }

    /** Opens a connection; the caller closes it. */
    public Connection open() {
        return open(jdbcUrl);
    }

    /** Opens a connection to the ClickHouse server that needs no database of ours to be there. */
    Connection openServer() {
        return open(jdbcUrl.substring(0, jdbcUrl.lastIndexOf('/')) + "/system");
    }

    /** The name of our database on the ClickHouse server. */
    String schema() {
        return jdbcUrl.substring(jdbcUrl.lastIndexOf('/') + 1);
    }

    private Connection open(String url) {
        Properties login = new Properties();
        if (user != null) {
            login.setProperty("user", user);
            login.setProperty("password", password);
        }
        try {
            return DriverManager.getConnection(url, login);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** What to throw when a connection can't be had or breaks. */
    public AdminException unusable(Exception cause) {
        return new AdminException(
                "cannot use %s at %s: %s".formatted(database, address, OneLine.rootMessage(cause)), cause);
    }

    private static DatabaseTarget postgres(String jdbcUrl) {
        if (!jdbcUrl.startsWith("jdbc:postgresql://")) {
            throw new AdminException(
                    "CDP_POSTGRES_JDBC_URL must look like jdbc:postgresql://HOST:PORT/DATABASE?user=…");
        }
        String address = jdbcUrl.substring("jdbc:postgresql://".length()).split("\\?", 2)[0];
        return new DatabaseTarget(Database.POSTGRES, jdbcUrl, null, null, address);
    }

    private static DatabaseTarget clickHouse(String url, String user, String password) {
        Matcher server = HTTP_SERVER.matcher(url);
        if (!server.matches()) {
            // The URL is not repeated: it may hold a password.
            throw new AdminException("CDP_CLICKHOUSE_URL must look like http://HOST:PORT; user and password belong in"
                    + " CDP_CLICKHOUSE_USER and CDP_CLICKHOUSE_PASSWORD");
        }
        String address = server.group(1);
        return new DatabaseTarget(
                Database.CLICKHOUSE, "jdbc:clickhouse:" + address + "/" + CLICKHOUSE_DATABASE, user, password, address);
    }
}
