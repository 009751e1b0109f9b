package dev.cdp.contract.config;

/**
 * One piece of configuration as running jobs see it: the value of {@link
 * dev.cdp.contract.Topics#CONFIG}. A version is used whole or not at all; a tombstone under the same
 * key takes it away.
 */
public sealed interface ConfigRecord
        permits FunctionConfig, DestinationConfig, ConnectionConfig, IdentityConfig, SecretConfig {
    String workspaceId();

    /** Unique within the workspace and kind. */
    String id();

    /**
     * Grows with each change. Of two records with one key the later in the topic wins; one that goes back in version
     * comes from a PostgreSQL restored from a backup, and is the truth all the same.
     */
    long version();

    /** {@code function}, {@code destination}, {@code connection}, {@code identity} or {@code secret}. */
    String kind();

    /** The compaction key, {@code kind/workspace/id}. */
    default String key() {
        return kind() + '/' + workspaceId() + '/' + id();
    }
}
