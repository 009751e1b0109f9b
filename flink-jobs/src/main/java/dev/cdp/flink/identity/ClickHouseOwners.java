package dev.cdp.flink.identity;

import static dev.cdp.flink.connector.clickhouse.ClickHouseStatements.text;

import dev.cdp.contract.Ownership;
import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.flink.connector.clickhouse.ClickHouseStatements;
import dev.cdp.flink.identity.Notice.EventsWritten;
import dev.cdp.flink.identity.Notice.OwnersChanged;
import dev.cdp.flink.identity.StaleRows.Stale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes rows of {@code events} again with the user that {@code identity_owners} says, a higher version, and no block. A
 * change is done when no row of its anonymous id is left that disagrees; so it does not matter what an earlier try had
 * done, and each step asks the tables, not its memory.
 *
 * <p>None is missed: a row and a change of its owners are both told of once they are in their tables, one of them later
 * than the other, and whoever is followed later finds both. Changes look for all rows of their anonymous id; rows, by
 * their block, for changes that were followed since they were received.
 *
 * <p>One statement writes the rows of many anonymous ids in one partition. One with many rows goes to the end of the
 * line after each statement, so that it holds up nobody.
 */
final class ClickHouseOwners implements Backfill {
    /** How far the clocks of collectors and of this job may differ. */
    private static final int CLOCK_MINUTES = 10;

    private static final int CHANGES_A_STEP = 1_000;
    private static final int BLOCKS_A_STEP = 1_000;
    private static final long ROWS_A_STATEMENT = 50_000;
    /** An anonymous id with more gets statements of its own. */
    private static final long MANY_ROWS = 5_000;

    /** Stands for the newest revision, which the table knows. */
    private static final Ownership LATE = new Ownership(0, List.of());

    private final ClickHouseStatements server;
    private final StaleRows staleRows;
    private final String destinationId;
    private final String queryIds;
    /** Rows written so far, by anonymous id: for the report alone. */
    private final Map<AnonymousId, Long> written = new HashMap<>();

    ClickHouseOwners(ClickHouseConnection connection, String destinationId) {
        this.server = new ClickHouseStatements(connection);
        this.staleRows = new StaleRows(server);
        this.destinationId = destinationId;
        this.queryIds = "cdp-backfill-" + connection.database() + "-" + destinationId + "-";
    }

    /** A statement of a life that is over could write what an older revision says, under the version of a newer one. */
    @Override
    public void begin() throws IOException, InterruptedException {
        server.stop(queryIds);
    }

    @Override
    public long step(Pending pending) throws IOException, InterruptedException {
        lookForLateRows(pending);
        List<OwnersChanged> changes = pending.changes(CHANGES_A_STEP);
        if (changes.isEmpty()) {
            return 0;
        }
        Map<AnonymousId, List<Stale>> stale =
                staleRows.of(changes.stream().map(OwnersChanged::id).toList());
        finish(
                changes.stream()
                        .filter(change -> !stale.containsKey(change.id()))
                        .toList(),
                pending);
        return write(changes, stale, pending);
    }

    private void lookForLateRows(Pending pending) throws IOException, InterruptedException {
        List<EventsWritten> blocks = pending.blocks(BLOCKS_A_STEP);
        Map<String, List<EventsWritten>> partitions =
                blocks.stream().collect(Collectors.groupingBy(EventsWritten::partitionId));
        for (Map.Entry<String, List<EventsWritten>> partition : partitions.entrySet()) {
            for (AnonymousId id : changedSince(partition.getKey(), partition.getValue())) {
                pending.add(new OwnersChanged(id.workspaceId(), id.id(), LATE, System.currentTimeMillis()));
            }
        }
        pending.done(blocks);
    }

    private List<AnonymousId> changedSince(String partitionId, List<EventsWritten> blocks)
            throws IOException, InterruptedException {
        String ids = blocks.stream()
                .map(block -> Long.toUnsignedString(block.blockId()))
                .collect(Collectors.joining(","));
        String rows = "FROM events WHERE toYYYYMM(received_at) = " + month(partitionId) + " AND _block IN (" + ids
                + ") AND sent_user_id = '' AND anonymous_id != ''";
        String changed = "SELECT workspace_id, anonymous_id FROM backfills WHERE destination_id = "
                + text(destinationId) + " AND done_at >= earliest - INTERVAL " + CLOCK_MINUTES + " MINUTE";
        return server
                .select(
                        "WITH (SELECT min(received_at) " + rows
                                + ") AS earliest SELECT DISTINCT workspace_id, anonymous_id " + rows
                                + " AND (workspace_id, anonymous_id) IN (" + changed + ")",
                        StaleRows.READ)
                .stream()
                .map(row -> new AnonymousId(row.get(0), row.get(1)))
                .toList();
    }

    private static int month(String partitionId) {
        return Integer.parseInt(partitionId);
    }

    private long write(List<OwnersChanged> changes, Map<AnonymousId, List<Stale>> stale, Pending pending)
            throws IOException, InterruptedException {
        Map<Integer, List<AnonymousId>> together = new LinkedHashMap<>();
        Map<Integer, Long> rowsOfMonth = new HashMap<>();
        OwnersChanged large = null;
        for (OwnersChanged change : changes) {
            List<Stale> months = stale.getOrDefault(change.id(), List.of());
            if (months.stream().mapToLong(Stale::rows).sum() > MANY_ROWS) {
                large = large == null ? change : large;
                continue;
            }
            for (Stale some : months) {
                if (rowsOfMonth.merge(some.month(), some.rows(), Long::sum) <= ROWS_A_STATEMENT) {
                    together.computeIfAbsent(some.month(), month -> new ArrayList<>())
                            .add(change.id());
                }
            }
        }
        long rows = 0;
        for (Map.Entry<Integer, List<AnonymousId>> month : together.entrySet()) {
            rows += rewrite(month.getKey(), month.getValue(), stale);
        }
        if (large != null) {
            rows += rewrite(stale.get(large.id()).get(0).month(), List.of(large.id()), stale);
            pending.toTheEnd(large);
        }
        return rows;
    }

    private long rewrite(int month, List<AnonymousId> ids, Map<AnonymousId, List<Stale>> stale)
            throws IOException, InterruptedException {
        staleRows.rewrite(queryIds + UUID.randomUUID(), month, ids, ROWS_A_STATEMENT);
        long all = 0;
        for (AnonymousId id : ids) {
            long rows = stale.get(id).stream()
                    .filter(some -> some.month() == month)
                    .mapToLong(some -> Math.min(some.rows(), ROWS_A_STATEMENT))
                    .sum();
            written.merge(id, rows, Long::sum);
            all += rows;
        }
        return all;
    }

    /** Reports what is done, and only then forgets it: reported twice is one row. */
    private void finish(List<OwnersChanged> done, Pending pending) throws IOException, InterruptedException {
        List<OwnersChanged> reported = done.stream()
                .filter(change -> change.ownership().revision() > LATE.revision())
                .toList();
        if (!reported.isEmpty()) {
            server.execute(
                    queryIds + UUID.randomUUID(),
                    reported.stream()
                            .map(this::report)
                            .collect(Collectors.joining(
                                    ",",
                                    "INSERT INTO backfills (workspace_id, anonymous_id, destination_id, revision, rows,"
                                            + " requested_at, done_at) VALUES ",
                                    "")),
                    StaleRows.LONG);
        }
        for (OwnersChanged change : done) {
            pending.done(change);
            written.remove(change.id());
        }
    }

    private String report(OwnersChanged change) {
        return "(%s,%s,%s,%d,%d,fromUnixTimestamp64Milli(%d,'UTC'),fromUnixTimestamp64Milli(%d,'UTC'))"
                .formatted(
                        text(change.workspaceId()),
                        text(change.anonymousId()),
                        text(destinationId),
                        change.ownership().revision(),
                        written.getOrDefault(change.id(), 0L),
                        change.at(),
                        System.currentTimeMillis());
    }

    @Override
    public void close() {
        // Nothing is held open: each statement is a request of its own.
    }
}
