package dev.cdp.admin.service.live;

import dev.cdp.admin.error.Problem;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Which events a follower wants; an empty text asks for nothing. */
public record LiveFilter(String workspaceId, String stage, String sourceId, String event, String type, String userId)
        implements Feed<LiveEvent> {

    /** @throws Problem for an unknown stage */
    public LiveFilter {
        if (!stage.matches("accepted|processed|rejected")) {
            throw Problem.invalid("stage", "stage is accepted, processed or rejected");
        }
    }

    @Override
    public String topic() {
        return switch (stage) {
            case "processed" -> Topics.PROCESSED;
            case "rejected" -> Topics.DEAD_LETTERS;
            default -> Topics.INGEST;
        };
    }

    /** The event when it passes. Other tenants' are recognised by their key, and not read. */
    @Override
    public Optional<LiveEvent> pick(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (!isOurs(record)) {
                return Optional.empty();
            }
            LiveEvent event =
                    switch (stage) {
                        case "processed" -> LiveEvent.processed(record.value());
                        case "rejected" -> LiveEvent.rejected(record.value());
                        default -> LiveEvent.accepted(record.value());
                    };
            return Optional.of(event).filter(this::passes);
        } catch (MalformedRecordException e) {
            // It is a dead letter already, or none of ours to tell.
            return Optional.empty();
        }
    }

    private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || record.headers().lastHeader(RoutingHeaders.CONTROL) != null) {
            return false;
        }
        if (stage.equals("rejected")) {
            return DeadLetterCodec.read(record.value()).workspaceId().equals(workspaceId);
        }
        Header owner = record.headers().lastHeader(RoutingHeaders.WORKSPACE_ID);
        return owner != null && new String(owner.value(), StandardCharsets.UTF_8).equals(workspaceId);
    }

    private boolean passes(LiveEvent one) {
        return matches(sourceId, one.sourceId())
                && matches(event, one.event())
                && matches(type, one.type())
                && matches(userId, one.userId());
    }

    private static boolean matches(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }
}
