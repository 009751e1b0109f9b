package dev.cdp.admin.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * The installation's key, under which secrets are stored.
 *
 * @param key at least 32 characters; empty: secrets can't be stored
 */
@ConfigurationProperties("cdp.secret")
public record SecretSettings(String key) {

    /** Does not show it. */
    @Override
    public String toString() {
        return "SecretSettings[…]";
    }
}
