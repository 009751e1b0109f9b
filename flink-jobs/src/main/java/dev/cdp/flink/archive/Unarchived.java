package dev.cdp.flink.archive;

import dev.cdp.flink.connector.clickhouse.RejectedRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which element its table refused. There is no further place to send it to: a dead letter sent to the dead letters
 * would come back for ever. It stays in its topic.
 */
final class Unarchived<T> implements RejectedRow.Handler<T, T> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Unarchived.class);

    @Override
    public T handle(RejectedRow<T> rejected) {
        LOG.error(
                "Row of {} for event {} not archived: column {} {}",
                rejected.row().table(),
                rejected.row().values().get("event_id"),
                rejected.column(),
                rejected.reason());
        return rejected.element();
    }
}
