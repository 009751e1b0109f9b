package dev.cdp.flink.delivery;

import dev.cdp.contract.ProcessedEvent;
import dev.cdp.flink.serialization.ValueTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A processed event with what its payload becomes in columns.
 *
 * @param columns null when the payload has no flat form; then only the event's link is delivered
 */
public record FlatEvent(ProcessedEvent event, PayloadColumns columns) {
    static final TypeInformation<FlatEvent> TYPE = new ValueTypeInfo<>(FlatEvent.class, new FlatEventSerializer());

    /**
     * Columns that are read from the payload.
     *
     * @param name of a page or screen, else empty
     * @param groupId or empty
     * @param properties one flat JSON object, as are traits and context
     */
    public record PayloadColumns(String name, String groupId, byte[] properties, byte[] traits, byte[] context) {}
}
