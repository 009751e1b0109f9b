package dev.cdp.admin.reprocess;

import static dev.cdp.admin.reprocess.Replay.text;

import dev.cdp.admin.AdminException;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Puts the rows of a replay in the place of those that stand: what a comparison has found to differ, and nothing else.
 * Rows are written again with a version that is above all of theirs; rows of events that the replay has read and does not
 * make any more are deleted; events of which it drops all get that outcome, so that the ledger knows. What failed in it,
 * or what the archive does not have, stays as it is.
 *
 * <p>Each step says what is to be, none counts on an earlier one: broken off, it is begun again and comes to the same.
 *
 * <p>Links and their backfill go on meanwhile. A row without a user of its own is written with the user whom {@code
 * identity_owners} names now, and looked at again once it stands: a link that came in between is seen by one of the two,
 * as the backfill looks for rows after its link stands.
 */
public final class Application {
    private static final int ROWS_A_STATEMENT = 50_000;
    private static final int DELETED_A_STATEMENT = 500_000;
    private static final String KEY = "workspace_id, anonymous_id, event_id, row_no";
    private static final String WRITE = " SETTINGS max_threads = 2, insert_deduplicate = 0, optimize_on_insert = 0,"
            + " do_not_merge_across_partitions_select_final = 1, max_query_size = 1000000 ";
    private static final String OWNER =
            "owners[arrayCount(since -> since <= toUnixTimestamp64Milli(received_at), owned_from)]";

    private final Sql clickHouse;
    private final Replays replays;
    private final RowFields fields;

    public Application(Sql clickHouse) {
        this.clickHouse = clickHouse;
        this.replays = new Replays(clickHouse);
        this.fields = RowFields.read(clickHouse);
    }

    /**
     * A part of what has changed.
     *
     * @param kinds of changes, quoted, by commas
     */
    private record Page(Replay replay, String kinds, int month, long offset, int rows) {
        String keys() {
            return select(KEY);
        }

        String select(String columns) {
            return "SELECT " + columns + " FROM replay_changes FINAL WHERE " + where(replay, kinds)
                    + " AND toYYYYMM(received_at) = " + month + " ORDER BY " + KEY + " LIMIT " + rows + " OFFSET "
                    + offset;
        }

        String inMonth() {
            return "toYYYYMM(received_at) = " + month + " AND (" + KEY + ") IN (" + keys() + ")";
        }

        static String where(Replay replay, String kinds) {
            return "replay_id = " + text(replay.id()) + " AND compared_at = fromUnixTimestamp64Milli("
                    + replay.comparedAt() + ", 'UTC') AND kind IN (" + kinds + ")";
        }
    }

    /** Does something to a page; of all pages none depends on another. */
    @FunctionalInterface
    private interface Step {
        void take(Page page);
    }

    /**
     * Applies it, unless that has been done.
     *
     * @param progress told how many rows of how many are done
     * @throws AdminException when it has not been compared, or rows have been delivered anew since
     */
    public void run(Replay replay, BiConsumer<Long, Long> progress) {
        if (replay.state() == Replay.State.APPLIED) {
            return;
        }
        Replay begun = begin(replay);
        long all = count(begun, "'changed', 'added', 'removed'");
        long[] done = {0};
        pages(begun, "'changed', 'added'", ROWS_A_STATEMENT, page -> {
            write(page, begun.applyVersion());
            done[0] += page.rows();
            progress.accept(Math.min(done[0], all), all);
        });
        pages(begun, "'removed'", DELETED_A_STATEMENT, page -> {
            delete(page);
            done[0] += page.rows();
            progress.accept(Math.min(done[0], all), all);
        });
        drop(begun);
        replays.applied(replay.id());
    }

    private Replay begin(Replay replay) {
        switch (replay.state()) {
            case APPLYING -> {
                return replay;
            }
            case COMPARED -> {
                // To be checked.
            }
            default ->
                throw new AdminException("replay %s has not been compared yet: make replay compare=%s"
                        .formatted(replay.id(), replay.id()));
        }
        refuseIfRowsHaveChanged(replay);
        long highest = clickHouse.number("SELECT max(version) FROM events WHERE " + replay.scope());
        replays.applying(replay.id(), Math.max(System.currentTimeMillis(), highest + 1));
        return replays.get(replay.id());
    }

    /** Backfills are no such change, as the new rows get their users too; a delivery is. */
    private void refuseIfRowsHaveChanged(Replay replay) {
        long[] changed = {0};
        pages(
                replay,
                "'changed', 'added', 'removed'",
                ROWS_A_STATEMENT,
                page -> changed[0] += clickHouse.number("SELECT count() FROM (" + page.select(KEY + ", live_hash")
                        + ") AS compared LEFT JOIN (SELECT " + KEY + ", " + RowFields.hash(fields.list())
                        + " AS hash FROM events FINAL WHERE " + page.inMonth() + ") AS live USING (" + KEY
                        + ") WHERE live_hash != hash"));
        if (changed[0] > 0) {
            throw new AdminException(("%d of the rows that replay %s would replace have been delivered anew since they"
                            + " were compared: make replay compare=%s, look at the difference, and apply it then")
                    .formatted(changed[0], replay.id(), replay.id()));
        }
    }

    private void pages(Replay replay, String kinds, int rows, Step step) {
        for (List<String> month : clickHouse.rows("SELECT toYYYYMM(received_at) AS month, count() FROM replay_changes"
                + " FINAL WHERE " + Page.where(replay, kinds) + " GROUP BY month ORDER BY month")) {
            long count = Long.parseLong(month.get(1));
            for (long offset = 0; offset < count; offset += rows) {
                int size = (int) Math.min(rows, count - offset);
                step.take(new Page(replay, kinds, Integer.parseInt(month.get(0)), offset, size));
            }
        }
    }

    private long count(Replay replay, String kinds) {
        return clickHouse.number("SELECT count() FROM replay_changes FINAL WHERE " + Page.where(replay, kinds));
    }

    private void write(Page page, long version) {
        String rows = "SELECT " + fields.names() + " FROM events_shadow FINAL WHERE replay_id = "
                + text(page.replay().id()) + " AND " + page.inMonth();
        clickHouse.execute("INSERT INTO events (" + fields.names() + ")" + WRITE
                + owned(withOwners(rows, page), Long.toString(version)));
        String stale =
                "SELECT " + fields.names() + " FROM events FINAL WHERE " + page.inMonth() + " AND sent_user_id = ''";
        String wrong = "SELECT * FROM (" + withOwners(stale, page) + ") WHERE user_id != " + OWNER;
        while (clickHouse.number("SELECT count() FROM (" + wrong + ")") > 0) {
            clickHouse.execute("INSERT INTO events (" + fields.names() + ")" + WRITE + owned(wrong, "version + 1"));
        }
    }

    /** Rows as they are to be written, each without a user of its own with the one in force. */
    private String owned(String rows, String version) {
        return "SELECT " + fields.names() + " FROM (SELECT * EXCEPT (owned_from, owners) REPLACE (0 AS _block, "
                + version + " AS version, if(sent_user_id = '', " + OWNER + ", user_id) AS user_id) FROM (" + rows
                + "))";
    }

    private static String withOwners(String rows, Page page) {
        return "SELECT row.*, owner.owned_from AS owned_from, owner.owners AS owners FROM (" + rows
                + ") AS row LEFT JOIN (SELECT workspace_id, anonymous_id, owned_from, owners FROM identity_owners FINAL"
                + " WHERE (workspace_id, anonymous_id) IN (SELECT workspace_id, anonymous_id FROM (" + page.keys()
                + "))) AS owner ON row.workspace_id = owner.workspace_id AND row.anonymous_id = owner.anonymous_id";
    }

    /** A backfill may have written a row again while it was deleted. */
    private void delete(Page page) {
        while (clickHouse.number("SELECT count() FROM events WHERE " + page.inMonth()) > 0) {
            clickHouse.execute("DELETE FROM events WHERE " + page.inMonth());
        }
    }

    private void drop(Replay replay) {
        clickHouse.execute("INSERT INTO outcomes (event_id, workspace_id, source_id, destination_id, duplicate, state,"
                + " reason, detail, rows, received_at, version)" + WRITE + "SELECT event_id, workspace_id, source_id,"
                + " 'clickhouse', '', state, reason, detail, 0, received_at, " + replay.applyVersion()
                + " FROM replay_outcomes FINAL WHERE replay_id = " + text(replay.id()) + " AND state = 'dropped'");
    }
}
