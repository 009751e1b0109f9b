package dev.cdp.flink.warehouse;

import dev.cdp.flink.connector.jdbc.AssignOwners;
import dev.cdp.flink.connector.jdbc.Assignment;
import dev.cdp.flink.connector.jdbc.JdbcTarget;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Gives earlier events of anonymous ids their users, in the warehouse. Events that were sent with a user id keep it.
 *
 * <p>Idempotent, and safe beside a running delivery: the rows' versions stay, a repeat of a row's own attempt changes
 * nothing, and a later attempt knows the links itself. Rows that are written after it ran are not its concern: run it
 * when the events that the links are for have been committed.
 */
public final class WarehouseBackfill implements AutoCloseable {
    private final AssignOwners owners;

    /**
     * An anonymous id belongs to a user for a span of time.
     *
     * @param userId empty: to no one, which takes an earlier backfill back
     * @param fromReceivedAt epoch milliseconds, the first that belongs
     * @param toReceivedAt epoch milliseconds, the first that doesn't
     */
    public record Link(String workspaceId, String anonymousId, String userId, long fromReceivedAt, long toReceivedAt) {}

    public WarehouseBackfill(JdbcTarget target) {
        this.owners = new AssignOwners(target, WarehouseTable.USER);
    }

    /**
     * Applies all in one transaction.
     *
     * @return how many rows changed
     * @throws SQLException when nothing has changed, or it is not known whether: apply them again
     */
    public int apply(List<Link> links) throws SQLException {
        return owners.assign(links.stream()
                .map(link -> new Assignment(
                        link.workspaceId(),
                        link.anonymousId(),
                        link.userId(),
                        Instant.ofEpochMilli(link.fromReceivedAt()),
                        Instant.ofEpochMilli(link.toReceivedAt())))
                .toList());
    }

    @Override
    public void close() {
        owners.close();
    }
}
