package dev.cdp.admin.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How long a login holds.
 *
 * @param idle without a request
 * @param longest in any case
 * @param attempts failed logins of one email from one address that cost nothing
 */
@ConfigurationProperties("cdp.session")
public record SessionSettings(Duration idle, Duration longest, int attempts) {}
