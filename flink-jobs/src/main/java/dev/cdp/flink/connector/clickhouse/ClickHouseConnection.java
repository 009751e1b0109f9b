package dev.cdp.flink.connector.clickhouse;

import java.io.Serializable;
import java.net.URI;
import java.util.Objects;

/**
 * Where a ClickHouse server answers HTTP, and as whom to speak to it.
 *
 * <p>It must name one server, not a load balancer in front of several replicas: whoever is in doubt about an insert
 * has to ask the server that took it.
 *
 * @param url {@code http://host:port} or {@code https://host:port}, without a path
 * @param database the database of all tables written
 * @param user user name; needs INSERT and SELECT on the tables, and SELECT on {@code system.tables},
 *     {@code system.columns}, {@code system.settings} and {@code system.merge_tree_settings}
 * @param password may be empty
 */
public record ClickHouseConnection(String url, String database, String user, String password) implements Serializable {

    public ClickHouseConnection {
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        URI uri = URI.create(url);
        if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) || uri.getHost() == null) {
            throw new IllegalArgumentException("The ClickHouse URL must be http://host:port, but is " + url);
        }
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return url + "/" + database + " as " + user;
    }
}
