package dev.cdp.admin.reprocess;

import static dev.cdp.admin.reprocess.Replay.text;

import dev.cdp.admin.AdminException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Compares the rows of a replay with those that stand, in ClickHouse alone: {@code replay_changes} gets a row for each
 * that differs. It goes by workspace and ranges of anonymous ids, which both tables are sorted by, so that neither the
 * memory nor the time of a statement grows with the replay. A comparison that is broken off counts for nothing.
 */
public final class Comparison {
    private static final long ROWS_A_STATEMENT = 200_000;
    private static final int SAMPLES_A_STATEMENT = 100;

    /** Values that are kept as an example. */
    private static final int CHARACTERS = 200;

    private static final String SETTINGS = " SETTINGS max_threads = 2, max_bytes_before_external_group_by = 500000000,"
            + " max_query_size = 1000000, insert_deduplicate = 0 ";

    private final Sql clickHouse;
    private final Replays replays;
    private final RowFields fields;

    public Comparison(Sql clickHouse) {
        this.clickHouse = clickHouse;
        this.replays = new Replays(clickHouse);
        this.fields = RowFields.read(clickHouse);
    }

    /** Anonymous ids of one workspace; null: no bound. */
    private record Range(String workspaceId, String lower, String upper) {
        String sql() {
            return "workspace_id = " + text(workspaceId)
                    + (lower == null ? "" : " AND anonymous_id >= " + text(lower))
                    + (upper == null ? "" : " AND anonymous_id < " + text(upper));
        }
    }

    /**
     * Compares.
     *
     * @param progress told how many statements of how many are done
     * @throws AdminException when the replay has not been read to its end, or is being applied
     */
    public void run(Replay replay, BiConsumer<Integer, Integer> progress) {
        if (!replay.isRead()) {
            throw new AdminException("replay %s is not complete: %d of %d chunks of the archive have been read"
                    .formatted(replay.id(), replay.chunksRead(), replay.chunks()));
        }
        if (replay.state() == Replay.State.APPLYING) {
            throw new AdminException(
                    "replay " + replay.id() + " is being applied: finish that first, with apply=" + replay.id());
        }
        long at = System.currentTimeMillis();
        List<Range> ranges = ranges(replay);
        for (int done = 0; done < ranges.size(); done++) {
            compare(replay, ranges.get(done), at);
            progress.accept(done + 1, ranges.size());
        }
        replays.compared(replay.id(), at);
        clickHouse.execute(
                "DELETE FROM replay_changes WHERE replay_id = ? AND compared_at != fromUnixTimestamp64Milli(?)",
                replay.id(),
                at);
    }

    private List<Range> ranges(Replay replay) {
        String both = "(SELECT workspace_id, anonymous_id FROM events WHERE " + replay.scope()
                + " UNION ALL SELECT workspace_id, anonymous_id FROM events_shadow WHERE replay_id = "
                + text(replay.id()) + ")";
        List<Range> ranges = new ArrayList<>();
        for (List<String> workspace : clickHouse.rows(
                "SELECT workspace_id, count() FROM " + both + " GROUP BY workspace_id ORDER BY workspace_id")) {
            ranges.addAll(ranges(workspace.get(0), Long.parseLong(workspace.get(1)), both));
        }
        return ranges;
    }

    private List<Range> ranges(String workspaceId, long rows, String both) {
        long share = Math.max(1, ROWS_A_STATEMENT / SAMPLES_A_STATEMENT);
        List<List<String>> sample = rows <= ROWS_A_STATEMENT
                ? List.of()
                : clickHouse.rows("SELECT anonymous_id FROM " + both + " WHERE workspace_id = " + text(workspaceId)
                        + " AND rand() % " + share + " = 0 ORDER BY anonymous_id");
        List<Range> ranges = new ArrayList<>();
        String lower = null;
        for (int i = SAMPLES_A_STATEMENT; i < sample.size(); i += SAMPLES_A_STATEMENT) {
            String border = sample.get(i).get(0);
            if (!border.equals(lower)) {
                ranges.add(new Range(workspaceId, lower, border));
                lower = border;
            }
        }
        ranges.add(new Range(workspaceId, lower, null));
        return ranges;
    }

    private void compare(Replay replay, Range range, long at) {
        String id = text(replay.id());
        String row =
                "workspace_id, anonymous_id, event_id, row_no, received_at, if(type = 'track', event, type) AS label, "
                        + fields.list() + " AS fields";
        String live = "SELECT 0 AS side, " + row + " FROM events FINAL WHERE " + range.sql() + " AND " + replay.scope();
        String shadow = "SELECT 1 AS side, " + row + " FROM events_shadow FINAL WHERE replay_id = " + id + " AND "
                + range.sql();
        String pairs = "SELECT workspace_id, anonymous_id, event_id, row_no, max(received_at) AS received,"
                + " countIf(side = 0) AS lives, countIf(side = 1) AS shadows,"
                + " anyIf(label, side = 0) AS label_before, anyIf(label, side = 1) AS label_after,"
                + " anyIf(fields, side = 0) AS fields_before, anyIf(fields, side = 1) AS fields_after"
                + " FROM (" + live + " UNION ALL " + shadow
                + ") GROUP BY workspace_id, anonymous_id, event_id, row_no"
                + " HAVING lives = 0 OR shadows = 0 OR fields_before != fields_after";
        String differences = "SELECT *, if(lives > 0 AND shadows > 0, arrayExcept(fields_before, fields_after), []) AS"
                + " gone, if(lives > 0 AND shadows > 0, arrayExcept(fields_after, fields_before), []) AS come FROM ("
                + pairs + ")";
        String ended = "SELECT event_id FROM replay_outcomes FINAL WHERE replay_id = " + id + " AND workspace_id = "
                + text(range.workspaceId()) + " AND state = ";
        String kind = "multiIf(lives = 0, 'added', shadows > 0, 'changed', event_id IN (" + ended
                + "'dead_letter'), 'failed', event_id IN (" + ended
                + "'dropped' UNION ALL SELECT event_id FROM events_shadow WHERE replay_id = " + id + " AND "
                + range.sql() + "), 'removed', 'unread')";
        clickHouse.execute("INSERT INTO replay_changes" + SETTINGS + "SELECT " + id + ", fromUnixTimestamp64Milli(" + at
                + ", 'UTC'), workspace_id, anonymous_id, event_id, row_no, received, " + kind
                + ", label_before, label_after, arraySort(arrayDistinct(arrayMap(one -> " + RowFields.name("one")
                + ", arrayConcat(gone, come)))) AS differing, " + examples("gone") + ", " + examples("come")
                + ", if(lives > 0, " + RowFields.hash("fields_before") + ", 0) FROM (" + differences + ")");
    }

    /** The value of each differing field among these elements; empty where it is not. */
    private static String examples(String elements) {
        return "arrayMap(field -> leftUTF8(mapFromArrays(arrayMap(one -> " + RowFields.name("one") + ", " + elements
                + "), arrayMap(one -> " + RowFields.value("one") + ", " + elements + "))[field], " + CHARACTERS
                + "), differing)";
    }
}
