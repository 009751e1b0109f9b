package dev.cdp.flink.delivery;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.IdentityLink;
import dev.cdp.contract.Ownership.Owner;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.flink.connector.clickhouse.ClickHouseRow;
import dev.cdp.flink.connector.clickhouse.GeneratedJson;
import dev.cdp.flink.connector.clickhouse.RowMapper;
import dev.cdp.flink.delivery.FlatEvent.PayloadColumns;
import dev.cdp.flink.rows.EnvelopeColumns;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A row of {@code events}; and when the event changed whose its anonymous id is, one of {@code
 * identity_links}, which keeps each change, and one of {@code identity_owners}, which says what holds.
 */
final class EventRows implements RowMapper<FlatEvent> {
    static final String EVENTS = "events";
    static final String IDENTITY_LINKS = "identity_links";
    static final String IDENTITY_OWNERS = "identity_owners";
    private static final long serialVersionUID = 1L;

    @Override
    public void map(FlatEvent flat, Consumer<ClickHouseRow> rows) {
        if (flat.columns() != null) {
            rows.accept(new ClickHouseRow(EVENTS, event(flat)));
        }
        IdentityLink link = flat.event().link();
        if (link != null) {
            rows.accept(new ClickHouseRow(IDENTITY_LINKS, link(flat.event().envelope(), link)));
            if (link.ownership() != null) {
                rows.accept(
                        new ClickHouseRow(IDENTITY_OWNERS, owners(flat.event().envelope(), link)));
            }
        }
    }

    private static Map<String, Object> owners(Envelope envelope, IdentityLink link) {
        List<Owner> owners = link.ownership().owners();
        Map<String, Object> columns = new LinkedHashMap<>(16);
        columns.put("workspace_id", envelope.workspaceId());
        columns.put("anonymous_id", link.anonymousId());
        columns.put("revision", link.ownership().revision());
        columns.put("owned_from", owners.stream().map(Owner::from).toList());
        columns.put("owners", owners.stream().map(Owner::userId).toList());
        columns.put("changed_at", Instant.ofEpochMilli(envelope.receivedAt()));
        return columns;
    }

    /** The columns of a row of {@code events}; the map is the caller's to add to. */
    static Map<String, Object> event(FlatEvent flat) {
        ProcessedEvent event = flat.event();
        PayloadColumns payload = flat.columns();
        Envelope envelope = event.envelope();
        Map<String, Object> columns = EnvelopeColumns.of(envelope);
        columns.put("row_no", flat.rowNo());
        columns.put("version", envelope.version());
        columns.put("user_id", event.userId());
        columns.put("sent_user_id", flat.sentUserId());
        columns.put("previous_id", envelope.previousId());
        columns.put("ip", envelope.ip());
        columns.put("name", payload.name());
        columns.put("group_id", payload.groupId());
        columns.put("properties", new GeneratedJson(payload.properties()));
        columns.put("traits", new GeneratedJson(payload.traits()));
        columns.put("context", new GeneratedJson(payload.context()));
        EnrichmentColumns.addTo(columns, event.enrichment());
        return columns;
    }

    private static Map<String, Object> link(Envelope envelope, IdentityLink link) {
        Map<String, Object> columns = new LinkedHashMap<>(16);
        columns.put("event_id", envelope.eventId().toUuid());
        columns.put("workspace_id", envelope.workspaceId());
        columns.put("source_id", envelope.sourceId());
        columns.put("message_id", envelope.messageId());
        columns.put("anonymous_id", link.anonymousId());
        columns.put("user_id", link.userId());
        columns.put("cause", link.cause());
        columns.put("requested_by", link.requestedBy());
        columns.put("linked_at", Instant.ofEpochMilli(envelope.receivedAt()));
        return columns;
    }
}
