package dev.cdp.flink.connection;

import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.RawJson;
import dev.cdp.flink.serialization.ValueTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What becomes one row of a destination.
 *
 * @param event as accepted; its link only with the event's first element, so that it is delivered once
 * @param rowNo counts what the functions made of one event, from 0
 * @param returned by the functions, in Segment's nested shape; null: none ran, the event goes as it was sent
 * @param linkOnly the event itself has been dropped, or is a dead letter; its link is true all the same
 */
public record OutgoingEvent(ProcessedEvent event, int rowNo, RawJson returned, boolean linkOnly) {
    public static final TypeInformation<OutgoingEvent> TYPE =
            new ValueTypeInfo<>(OutgoingEvent.class, new OutgoingEventSerializer());

    /** The event as it was sent. */
    public static OutgoingEvent unchanged(ProcessedEvent event) {
        return new OutgoingEvent(event, 0, null, false);
    }

    /** One of those that the functions returned. */
    static OutgoingEvent returned(ProcessedEvent event, int rowNo, byte[] json) {
        ProcessedEvent withoutLink =
                rowNo == 0 ? event : new ProcessedEvent(event.userId(), null, event.enrichment(), event.envelope());
        return new OutgoingEvent(withoutLink, rowNo, new RawJson(json), false);
    }

    /** Only the link of an event. */
    static OutgoingEvent linkOf(ProcessedEvent event) {
        return new OutgoingEvent(event, 0, null, true);
    }

    /** What is to be flattened. */
    public RawJson payload() {
        return returned == null ? event.envelope().payload() : returned;
    }
}
