package dev.cdp.admin.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * How browsers reach the service.
 *
 * @param publicUrl as people type it, without a slash at its end; https makes cookies secure. Empty: http at any address
 * @param consoleDir the built console; empty: none is served
 */
@ConfigurationProperties("cdp.server")
public record ServerSettings(String publicUrl, String consoleDir) {
    public boolean isSecure() {
        return publicUrl.startsWith("https:");
    }
}
