package dev.cdp.flink.archive;

import dev.cdp.contract.DeadLetter;
import dev.cdp.flink.connector.clickhouse.ClickHouseRow;
import dev.cdp.flink.connector.clickhouse.RowMapper;
import dev.cdp.flink.rows.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One row of {@code dead_letters} per dead letter, and one of {@code outcomes} when its event had been accepted. */
final class DeadLetterRow implements RowMapper<DeadLetter> {
    static final String TABLE = "dead_letters";
    private static final long serialVersionUID = 1L;

    @Override
    public void map(DeadLetter letter, Consumer<ClickHouseRow> rows) {
        Map<String, Object> columns = new LinkedHashMap<>(32);
        columns.put("event_id", letter.eventId().toUuid());
        columns.put("workspace_id", text(letter.workspaceId()));
        columns.put("source_id", text(letter.sourceId()));
        columns.put("message_id", text(letter.messageId()));
        columns.put("type", text(letter.type()));
        columns.put("stage", letter.stage().wireName());
        columns.put("reason", letter.reason().wireName());
        columns.put("field", text(letter.field()));
        columns.put("error", text(letter.error()));
        columns.put("destination_id", text(letter.destinationId()));
        columns.put("function_id", text(letter.functionId()));
        columns.put("received_at", Times.orElse(letter.receivedAt(), letter.rejectedAt()));
        columns.put("rejected_at", Instant.ofEpochMilli(letter.rejectedAt()));
        columns.put("payload", text(letter.payload()));
        rows.accept(new ClickHouseRow(TABLE, columns));
        OutcomeRow.map(letter, rows);
    }

    /** As bytes, which replaces half surrogate pairs: a dead letter is kept whatever it holds. */
    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
