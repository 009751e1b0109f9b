package dev.cdp.contract.config;

import java.util.List;

/**
 * A workspace's own rules of identity.
 *
 * @param nobodyIds ids that are no one's, beside {@link dev.cdp.contract.NobodyIds}
 */
public record IdentityConfig(String workspaceId, String id, long version, List<String> nobodyIds)
        implements ConfigRecord {
    public IdentityConfig {
        nobodyIds = List.copyOf(nobodyIds);
    }

    @Override
    public String kind() {
        return "identity";
    }
}
