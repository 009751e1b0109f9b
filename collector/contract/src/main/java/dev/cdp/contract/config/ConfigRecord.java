package dev.cdp.contract.config;

/**
 * One piece of configuration as running jobs see it: the value of {@link
 * dev.cdp.contract.Topics#CONFIG}. A version is used whole or not at all; a tombstone under the same
 * key takes it away.
 */
public sealed interface ConfigRecord permits FunctionConfig, DestinationConfig, ConnectionConfig, IdentityConfig {
    String workspaceId();

    /** Unique within the workspace and kind. */
    String id();

    /** Grows with each change; of two records with one key the higher wins. */
    long version();

    /** {@code function}, {@code destination}, {@code connection} or {@code identity}. */
    String kind();

    /** The compaction key, {@code kind/workspace/id}. */
    default String key() {
        return kind() + '/' + workspaceId() + '/' + id();
    }
}
