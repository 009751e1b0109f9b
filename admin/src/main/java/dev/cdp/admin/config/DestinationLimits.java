package dev.cdp.admin.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;

/**
 * What destinations of workspaces may be.
 *
 * @param privateNetworks in which they may be although they are not public, such as {@code 10.1.0.0/16}, comma-separated
 * @param most of one workspace: each has a job of its own, and all take slots of the same Flink
 */
@ConfigurationProperties("cdp.destination")
public record DestinationLimits(String privateNetworks, int most) {
    public List<String> networks() {
        return privateNetworks.isEmpty() ? List.of() : List.of(privateNetworks.split(","));
    }
}
