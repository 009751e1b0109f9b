package dev.cdp.collector.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * The way to PostgreSQL.
 *
 * @param jdbcUrl with user and password as parameters
 * @param poolSize connections, and threads that use them
 * @param timeout how long to wait for a connection or an answer
 */
@ConfigurationProperties("cdp.postgres")
public record PostgresSettings(String jdbcUrl, int poolSize, Duration timeout) {

    /** Does not show the password. */
    @Override
    public String toString() {
        return "PostgresSettings[jdbcUrl=" + jdbcUrl.replaceAll("\\?.*", "?…") + "]";
    }
}
