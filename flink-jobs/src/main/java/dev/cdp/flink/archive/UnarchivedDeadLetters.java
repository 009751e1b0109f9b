package dev.cdp.flink.archive;

import dev.cdp.contract.DeadLetter;
import dev.cdp.flink.connector.clickhouse.RejectedRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which dead letter its table refused. There is no further place to send it to: sent to the
 * dead letters it would come back for ever. It stays in its topic.
 */
final class UnarchivedDeadLetters implements RejectedRow.Handler<DeadLetter, DeadLetter> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(UnarchivedDeadLetters.class);

    @Override
    public DeadLetter handle(RejectedRow<DeadLetter> rejected) {
        LOG.error(
                "Dead letter of event {} not archived: column {} {}",
                rejected.element().eventId(),
                rejected.column(),
                rejected.reason());
        return rejected.element();
    }
}
