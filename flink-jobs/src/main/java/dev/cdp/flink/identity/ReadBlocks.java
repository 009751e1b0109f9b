package dev.cdp.flink.identity;

import dev.cdp.contract.Ownership;
import dev.cdp.contract.Ownership.Owner;
import dev.cdp.flink.connector.clickhouse.CommittedBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** What committed blocks have brought: the owners in those of {@code identity_owners}, and that events are there. */
final class ReadBlocks extends ProcessFunction<CommittedBlock, Notice> {
    private static final long serialVersionUID = 1L;
    private static final String EVENTS = "events";
    private static final String IDENTITY_OWNERS = "identity_owners";

    @Override
    public void processElement(CommittedBlock block, Context context, Collector<Notice> out) throws IOException {
        switch (block.table()) {
            case EVENTS -> out.collect(new Notice.EventsWritten(block.partitionId(), block.blockId()));
            case IDENTITY_OWNERS -> {
                long now = context.timerService().currentProcessingTime();
                for (Map<String, Object> row : block.rows()) {
                    out.collect(changed(row, now));
                }
            }
            default -> {
                // No rows that a backfill has to do with.
            }
        }
    }

    private static Notice changed(Map<String, Object> row, long now) {
        List<?> from = (List<?>) row.get("owned_from");
        List<?> users = (List<?>) row.get("owners");
        List<Owner> owners = new ArrayList<>(from.size());
        for (int i = 0; i < from.size(); i++) {
            owners.add(new Owner(((Number) from.get(i)).longValue(), (String) users.get(i)));
        }
        long revision = ((Number) row.get("revision")).longValue();
        return new Notice.OwnersChanged(
                (String) row.get("workspace_id"),
                (String) row.get("anonymous_id"),
                new Ownership(revision, owners),
                now);
    }
}
