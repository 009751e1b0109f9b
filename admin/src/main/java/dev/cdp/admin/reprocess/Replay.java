package dev.cdp.admin.reprocess;

import java.time.Instant;

/**
 * A row of the table {@code replays}.
 *
 * @param workspaceId empty: all
 * @param from received_at that no event is before
 * @param to received_at that all events are before
 * @param functions as JSON, those that run in another version than that of cdp.config
 * @param records of the archive that there are to read
 * @param chunksRead of {@code chunks}
 * @param comparedAt epoch milliseconds of the comparison that holds, or 0
 * @param applyVersion of its rows in events, or 0
 */
public record Replay(
        String id,
        String workspaceId,
        Instant from,
        Instant to,
        String functions,
        String jobId,
        long chunks,
        long records,
        long chunksRead,
        long recordsRead,
        long comparedAt,
        long applyVersion,
        State state) {

    /** How far it is. */
    public enum State {
        REQUESTED,
        RUNNING,
        COMPARED,
        APPLYING,
        APPLIED,
        FAILED
    }

    /** Whether the job has read all that it had planned to. */
    public boolean isRead() {
        return chunks > 0 && chunksRead >= chunks;
    }

    /** A condition on rows of events: those that this replay is about. Its values stand in it, all of them safe. */
    String scope() {
        return "received_at >= " + time(from) + " AND received_at < " + time(to)
                + (workspaceId.isEmpty() ? "" : " AND workspace_id = " + text(workspaceId));
    }

    private static String time(Instant instant) {
        return "fromUnixTimestamp64Milli(" + instant.toEpochMilli() + ", 'UTC')";
    }

    /** A string in SQL. */
    static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
