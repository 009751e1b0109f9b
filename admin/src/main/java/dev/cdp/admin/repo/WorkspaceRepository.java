package dev.cdp.admin.repo;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** Workspaces. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface WorkspaceRepository extends GenericRepository<WorkspaceRow, String> {
    @Query("INSERT INTO workspaces (id, name) VALUES (:id, :name)")
    long insert(String id, String name);

    Optional<WorkspaceRow> findById(String id);

    @Query("UPDATE workspaces SET name = :name, version = version + 1 WHERE id = :id AND version = :version")
    long rename(String id, String name, long version);

    @Query("UPDATE workspaces SET tier = :tier, events_per_second = CAST(:perSecond AS bigint), "
            + "events_per_day = CAST(:perDay AS bigint), burst = CAST(:burst AS bigint), version = version + 1 "
            + "WHERE id = :id AND version = :version")
    long changeLimits(
            String id,
            String tier,
            @Nullable Long perSecond,
            @Nullable Long perDay,
            @Nullable Long burst,
            long version);
}
