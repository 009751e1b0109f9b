package dev.cdp.flink.identity;

import dev.cdp.contract.IdentityLink;
import dev.cdp.flink.delivery.FlatEvent;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** The changes of owners that events have made. */
final class ReadLinks extends ProcessFunction<FlatEvent, Notice> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(FlatEvent flat, Context context, Collector<Notice> out) {
        IdentityLink link = flat.event().link();
        if (link != null && link.ownership() != null) {
            out.collect(new Notice.OwnersChanged(
                    flat.event().envelope().workspaceId(),
                    link.anonymousId(),
                    link.ownership(),
                    context.timerService().currentProcessingTime()));
        }
    }
}
