package dev.cdp.flink.archive;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.Origin;
import dev.cdp.contract.Outcome;
import dev.cdp.flink.connector.clickhouse.ClickHouseRow;
import dev.cdp.flink.connector.clickhouse.RowMapper;
import dev.cdp.flink.rows.Times;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One row of {@code outcomes} per event and destination, and per record of a duplicate. */
final class OutcomeRow implements RowMapper<Outcome> {
    static final String TABLE = "outcomes";
    private static final long serialVersionUID = 1L;

    @Override
    public void map(Outcome outcome, Consumer<ClickHouseRow> rows) {
        Map<String, Object> columns = new LinkedHashMap<>(32);
        columns.put("event_id", outcome.eventId().toUuid());
        columns.put("workspace_id", text(outcome.workspaceId()));
        columns.put("source_id", text(outcome.sourceId()));
        columns.put("destination_id", text(outcome.destinationId()));
        columns.put("duplicate", outcome.state() == Outcome.State.DUPLICATE ? text(name(outcome.origin())) : "");
        columns.put("state", outcome.state().wireName());
        columns.put("reason", text(outcome.reason()));
        columns.put("detail", text(outcome.detail()));
        columns.put("rows", outcome.rows());
        columns.put("received_at", Times.orElse(outcome.receivedAt(), outcome.version()));
        columns.put("version", outcome.version());
        rows.accept(new ClickHouseRow(TABLE, columns));
    }

    /**
     * A dead letter of an accepted event as its outcome. What the collector rejects was never accepted. The attempt
     * that failed had begun before the rejection, and any later one begins after it, so its time orders them.
     */
    static void map(DeadLetter letter, Consumer<ClickHouseRow> rows) {
        if (isOfAccepted(letter.stage())) {
            rows.accept(row(letter));
        }
    }

    private static boolean isOfAccepted(DeadLetter.Stage stage) {
        return switch (stage) {
            case VALIDATION, SCHEMA -> false;
            case PROCESSING, FUNCTION, DELIVERY -> true;
        };
    }

    private static ClickHouseRow row(DeadLetter letter) {
        Map<String, Object> columns = new LinkedHashMap<>(32);
        columns.put("event_id", letter.eventId().toUuid());
        columns.put("workspace_id", text(letter.workspaceId()));
        columns.put("source_id", text(letter.sourceId()));
        columns.put("destination_id", text(letter.destinationId()));
        columns.put("duplicate", "");
        columns.put("state", Outcome.State.DEAD_LETTER.wireName());
        columns.put("reason", letter.reason().wireName());
        columns.put("detail", text(letter.functionId()));
        columns.put("rows", 0);
        columns.put("received_at", Times.orElse(letter.receivedAt(), letter.rejectedAt()));
        columns.put("version", letter.rejectedAt());
        return new ClickHouseRow(TABLE, columns);
    }

    private static String name(Origin origin) {
        return origin.instance() + '/' + origin.epoch() + '/' + origin.sequence();
    }

    /** As bytes, which replaces half surrogate pairs: an outcome is kept whatever it holds. */
    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
