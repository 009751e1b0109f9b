package dev.cdp.flink.delivery;

import dev.cdp.contract.ProcessedEvent;
import dev.cdp.flink.serialization.ValueTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A processed event with what its payload, or what functions made of it, becomes in columns.
 *
 * @param event as accepted; type, name, user id and timestamp are those that functions returned
 * @param rowNo counts the rows of one event, from 0
 * @param columns null when the payload has no flat form; then only the event's link is delivered
 */
public record FlatEvent(ProcessedEvent event, int rowNo, PayloadColumns columns) {
    /** Stands for the user id that a function took away, also from an event that had none yet. */
    static final String USER_REMOVED = "(removed)";

    static final TypeInformation<FlatEvent> TYPE = new ValueTypeInfo<>(FlatEvent.class, new FlatEventSerializer());

    /**
     * Columns that are read from the payload.
     *
     * @param name of a page or screen, else empty
     * @param groupId or empty
     * @param properties one flat JSON object, as are traits and context
     */
    public record PayloadColumns(String name, String groupId, byte[] properties, byte[] traits, byte[] context) {}

    /**
     * The user id as sent, or as a function said. Empty when the event's user, if it has one, is that of a link: then
     * it goes with the links.
     */
    public String sentUserId() {
        String sent = event.envelope().userId();
        return sent.equals(USER_REMOVED) || sent.equals(event.userId()) ? sent : "";
    }
}
