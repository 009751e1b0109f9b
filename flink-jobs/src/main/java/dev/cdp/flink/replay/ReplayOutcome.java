package dev.cdp.flink.replay;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.Outcome;
import dev.cdp.flink.connector.clickhouse.ClickHouseRow;
import dev.cdp.flink.connector.clickhouse.RowMapper;
import dev.cdp.flink.rows.Times;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Rows of {@code replay_outcomes}: what a replay drops, and what fails in it. A failure is no dead letter of the product:
 * the event has been delivered, or has its dead letter, and nobody is to replay it for what is only tried here.
 */
final class ReplayOutcome {
    static final String TABLE = "replay_outcomes";

    private ReplayOutcome() {}

    /** Of what is dropped. That an event waits for another try of a function is no end. */
    record OfDropped(String replayId) implements RowMapper<Outcome> {
        @Override
        public void map(Outcome outcome, Consumer<ClickHouseRow> rows) {
            if (outcome.state() == Outcome.State.HELD) {
                return;
            }
            Map<String, Object> columns = new LinkedHashMap<>(16);
            columns.put("replay_id", replayId);
            columns.put("event_id", outcome.eventId().toUuid());
            columns.put("workspace_id", text(outcome.workspaceId()));
            columns.put("source_id", text(outcome.sourceId()));
            columns.put("state", outcome.state().wireName());
            columns.put("reason", text(outcome.reason()));
            columns.put("detail", text(outcome.detail()));
            columns.put("received_at", Times.orElse(outcome.receivedAt(), outcome.version()));
            columns.put("version", outcome.version());
            rows.accept(new ClickHouseRow(TABLE, columns));
        }
    }

    /** Of what fails: of an event some of whose rows fail, this is what counts. */
    record OfFailed(String replayId) implements RowMapper<DeadLetter> {
        @Override
        public void map(DeadLetter letter, Consumer<ClickHouseRow> rows) {
            Map<String, Object> columns = new LinkedHashMap<>(16);
            columns.put("replay_id", replayId);
            columns.put("event_id", letter.eventId().toUuid());
            columns.put("workspace_id", text(letter.workspaceId()));
            columns.put("source_id", text(letter.sourceId()));
            columns.put("message_id", text(letter.messageId()));
            columns.put("state", Outcome.State.DEAD_LETTER.wireName());
            columns.put("reason", letter.reason().wireName());
            columns.put("detail", text(letter.functionId()));
            columns.put("field", text(letter.field()));
            columns.put("error", text(letter.error()));
            columns.put("received_at", Times.orElse(letter.receivedAt(), letter.rejectedAt()));
            columns.put("version", letter.rejectedAt());
            rows.accept(new ClickHouseRow(TABLE, columns));
        }
    }

    /** As bytes, which replaces half surrogate pairs: an outcome is kept whatever it holds. */
    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
