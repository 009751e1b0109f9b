package dev.cdp.flink.connector.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Rows until there are enough for a statement. The rows of one event stay together, so that an attempt at it is seen
 * as a whole or not at all.
 */
final class Batch<IN> {
    private final WriteSettings settings;
    private final String eventField;
    private List<PendingRow<IN>> rows = new ArrayList<>();
    private long bytes;
    private Object lastEvent;

    Batch(WriteSettings settings, String eventField) {
        this.settings = settings;
        this.eventField = eventField;
    }

    void requireSize(JdbcRow row) throws MisfitException {
        if (row.size() > settings.batchBytes()) {
            throw new MisfitException("", "the row takes more than " + settings.batchBytes() + " bytes");
        }
    }

    boolean isFullBefore(JdbcRow row) {
        boolean full = rows.size() >= settings.batchRows() || bytes + row.size() > settings.batchBytes();
        return full && !Objects.equals(lastEvent, row.values().get(eventField));
    }

    void add(PendingRow<IN> row) {
        rows.add(row);
        bytes += row.row().size();
        lastEvent = row.row().values().get(eventField);
    }

    List<PendingRow<IN>> take() {
        List<PendingRow<IN>> taken = rows;
        rows = new ArrayList<>();
        bytes = 0;
        lastEvent = null;
        return taken;
    }
}
