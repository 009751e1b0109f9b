package dev.cdp.admin.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * The way to ClickHouse.
 *
 * @param url http or https, host and port
 * @param timeout how long a query may take
 */
@ConfigurationProperties("cdp.clickhouse")
public record ClickHouseSettings(String url, String user, String password, Duration timeout) {

    /** Does not show the password. */
    @Override
    public String toString() {
        return "ClickHouseSettings[url=" + url + "]";
    }
}
