package dev.cdp.contract.live;

import dev.cdp.contract.EventType;

/**
 * Something that collectors remember has changed in PostgreSQL: the value of a message on {@link
 * RedisNames#INVALIDATIONS}. It is published after the change was committed, so that whoever reads
 * again reads what is new. It says what changed and not how: the truth is in PostgreSQL. A message
 * may be lost or repeated; one that is lost is made up for by the time to live of what is remembered.
 */
public sealed interface Invalidation {

    /**
     * A write key was made, revoked or changed.
     *
     * @param keySha256 the key's SHA-256, 64 lower-case hexadecimal digits; never the key
     */
    record WriteKeyChanged(String keySha256) implements Invalidation {
        public WriteKeyChanged {
            if (!keySha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal digits");
            }
        }
    }

    /** A source was enabled, disabled or deleted, or its schema mode or IP policy was changed. */
    record SourceChanged(String workspaceId, String sourceId) implements Invalidation {}

    /** A workspace's tier or limits were changed, or it was deleted. */
    record WorkspaceChanged(String workspaceId) implements Invalidation {}

    /**
     * A schema was changed by a person: a field was declared, retyped, locked or forgotten.
     *
     * @param eventName name of a track event; empty for the other types
     */
    record SchemaChanged(String workspaceId, EventType eventType, String eventName) implements Invalidation {}
}
