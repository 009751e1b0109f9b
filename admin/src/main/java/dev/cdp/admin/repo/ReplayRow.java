package dev.cdp.admin.repo;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A replay and how far it is.
 *
 * @param selection JSON: which dead letters
 * @param position the id of the last dead letter that was done
 */
@MappedEntity("replays")
public record ReplayRow(
        @Id String id,
        String workspaceId,
        String selection,
        String state,
        long total,
        long sent,
        long refused,
        String position,
        String error,
        String createdBy,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
