package dev.cdp.admin.reprocess;

import dev.cdp.admin.AdminException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table {@code replays} of ClickHouse. Each change is a row of a higher version. */
public final class Replays {
    private static final String COLUMNS =
            "replay_id, workspace_id, toUnixTimestamp64Milli(received_from), toUnixTimestamp64Milli(received_to),"
                    + " functions, job_id, chunks, records, chunks_read, records_read,"
                    + " toUnixTimestamp64Milli(compared_at), apply_version, state";
    private static final String FROM = " FROM (SELECT * FROM replays FINAL) AS replay LEFT JOIN (SELECT replay_id,"
            + " count() AS chunks_read, sum(records) AS records_read FROM replay_chunks FINAL GROUP BY replay_id) AS"
            + " chunk USING replay_id ";
    private static final List<String> TABLES =
            List.of("events_shadow", "replay_outcomes", "replay_chunks", "replay_changes", "replays");

    private final Sql clickHouse;

    public Replays(Sql clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** The newest last. */
    public List<Replay> all() {
        return clickHouse.rows("SELECT " + COLUMNS + FROM + "ORDER BY requested_at, replay_id").stream()
                .map(Replays::replay)
                .toList();
    }

    public Optional<Replay> find(String id) {
        return clickHouse.rows("SELECT " + COLUMNS + FROM + "WHERE replay_id = ?", id).stream()
                .map(Replays::replay)
                .findFirst();
    }

    /** @throws AdminException when there is none */
    public Replay get(String id) {
        return find(id).orElseThrow(() -> new AdminException(
                "there is no replay '" + id + "'; make replay without arguments lists those there are"));
    }

    /** How many records the archive has of this time, repeats of events among them. */
    public long records(String workspaceId, Instant from, Instant to) {
        return clickHouse.number(
                "SELECT count() FROM events_raw WHERE received_at >= fromUnixTimestamp64Milli(?) AND received_at <"
                        + " fromUnixTimestamp64Milli(?) AND ? IN ('', workspace_id)",
                from.toEpochMilli(),
                to.toEpochMilli(),
                workspaceId);
    }

    /** Asks for one. The job reads the rest from here. */
    public void add(String id, String workspaceId, Instant from, Instant to, String functions, String by) {
        clickHouse.execute(
                "INSERT INTO replays (replay_id, version, workspace_id, received_from, received_to, functions,"
                        + " requested_at, requested_by, state) SELECT ?, 1, ?, fromUnixTimestamp64Milli(?),"
                        + " fromUnixTimestamp64Milli(?), ?, now64(3), ?, 'requested'",
                id,
                workspaceId,
                from.toEpochMilli(),
                to.toEpochMilli(),
                functions,
                by);
    }

    void submitted(String id, String jobId) {
        change(id, "'running' AS state, ? AS job_id", jobId);
    }

    void failed(String id) {
        change(id, "'failed' AS state");
    }

    void compared(String id, long at) {
        change(id, "'compared' AS state, fromUnixTimestamp64Milli(?) AS compared_at", at);
    }

    void applying(String id, long version) {
        change(id, "'applying' AS state, ? AS apply_version", version);
    }

    void applied(String id) {
        change(id, "'applied' AS state");
    }

    private void change(String id, String columns, Object... values) {
        Object[] all = new Object[values.length + 1];
        System.arraycopy(values, 0, all, 0, values.length);
        all[values.length] = id;
        clickHouse.execute(
                "INSERT INTO replays SELECT * REPLACE (version + 1 AS version, " + columns
                        + ") FROM replays FINAL WHERE replay_id = ?",
                all);
    }

    /** Deletes what a replay has made, itself last: broken off, it can be asked for again. */
    public void drop(String id) {
        TABLES.forEach(table -> clickHouse.execute("DELETE FROM " + table + " WHERE replay_id = ?", id));
    }

    private static Replay replay(List<String> row) {
        return new Replay(
                row.get(0),
                row.get(1),
                Instant.ofEpochMilli(Long.parseLong(row.get(2))),
                Instant.ofEpochMilli(Long.parseLong(row.get(3))),
                row.get(4),
                row.get(5),
                Long.parseLong(row.get(6)),
                Long.parseLong(row.get(7)),
                Long.parseLong(row.get(8)),
                Long.parseLong(row.get(9)),
                Long.parseLong(row.get(10)),
                Long.parseLong(row.get(11)),
                Replay.State.valueOf(row.get(12).toUpperCase(Locale.ROOT)));
    }
}
