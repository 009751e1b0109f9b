package dev.cdp.flink.processing;

import dev.cdp.contract.Enrichment;
import dev.cdp.contract.IdentityLink;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.flink.enrichment.Clues;
import dev.cdp.flink.kafka.KafkaHeader;
import dev.cdp.flink.serialization.ValueTypeInfo;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * An event as it goes to events.processed.
 *
 * @param userId empty when unknown
 * @param link or null
 * @param clues what enrichment looks at
 * @param enrichment what was found out about it; nothing before it was enriched
 * @param envelope as accepted
 * @param headers as accepted
 */
public record StitchedEvent(
        String partitionKey,
        String userId,
        IdentityLink link,
        Clues clues,
        Enrichment enrichment,
        byte[] envelope,
        List<KafkaHeader> headers) {

    public static final TypeInformation<StitchedEvent> TYPE =
            new ValueTypeInfo<>(StitchedEvent.class, new StitchedEventSerializer());

    /** This event with what was found out about it. */
    StitchedEvent enriched(Enrichment found) {
        return new StitchedEvent(partitionKey, userId, link, clues, found, envelope, headers);
    }

    /** The value of the Kafka record. */
    public byte[] toKafkaValue() {
        return ProcessedEventCodec.write(userId, link, enrichment, envelope);
    }
}
