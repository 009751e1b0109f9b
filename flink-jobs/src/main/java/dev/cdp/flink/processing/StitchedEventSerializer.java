package dev.cdp.flink.processing;

import dev.cdp.contract.Enrichment;
import dev.cdp.contract.Enrichment.Campaign;
import dev.cdp.contract.Enrichment.Geo;
import dev.cdp.contract.Enrichment.UserAgent;
import dev.cdp.contract.IdentityLink;
import dev.cdp.flink.kafka.KafkaHeader;
import dev.cdp.flink.serialization.Binary;
import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link StitchedEvent} between operators; never in state. */
public final class StitchedEventSerializer extends ValueSerializer<StitchedEvent> {
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(StitchedEvent event, DataOutputView target) throws IOException {
        Binary.writeText(event.partitionKey(), target);
        Binary.writeText(event.userId(), target);
        target.writeBoolean(event.link() != null);
        if (event.link() != null) {
            Binary.writeText(event.link().anonymousId(), target);
            Binary.writeText(event.link().userId(), target);
            Binary.writeText(event.link().cause(), target);
        }
        CluesForm.write(event.clues(), target);
        writeEnrichment(event.enrichment(), target);
        Binary.writeBytes(event.envelope(), target);
        KafkaHeader.writeList(event.headers(), target);
    }

    @Override
    public StitchedEvent deserialize(DataInputView source) throws IOException {
        return new StitchedEvent(
                Binary.readText(source),
                Binary.readText(source),
                source.readBoolean() ? readLink(source) : null,
                CluesForm.read(source),
                readEnrichment(source),
                Binary.readBytes(source),
                KafkaHeader.readList(source));
    }

    private static IdentityLink readLink(DataInputView source) throws IOException {
        return new IdentityLink(Binary.readText(source), Binary.readText(source), Binary.readText(source));
    }

    private static void writeEnrichment(Enrichment enrichment, DataOutputView target) throws IOException {
        boolean known = !enrichment.isNone();
        target.writeBoolean(known);
        if (known) {
            Geo geo = enrichment.geo();
            UserAgent agent = enrichment.userAgent();
            Campaign campaign = enrichment.campaign();
            writeTexts(target, geo.country(), geo.city());
            writeTexts(target, agent.browser(), agent.browserVersion(), agent.os(), agent.osVersion(), agent.device());
            target.writeBoolean(agent.bot());
            CluesForm.write(campaign, target);
        }
    }

    private static void writeTexts(DataOutputView target, String... texts) throws IOException {
        for (String text : texts) {
            Binary.writeText(text, target);
        }
    }

    private static Enrichment readEnrichment(DataInputView source) throws IOException {
        if (!source.readBoolean()) {
            return Enrichment.NONE;
        }
        Geo geo = new Geo(Binary.readText(source), Binary.readText(source));
        UserAgent agent = new UserAgent(
                Binary.readText(source),
                Binary.readText(source),
                Binary.readText(source),
                Binary.readText(source),
                Binary.readText(source),
                source.readBoolean());
        return new Enrichment(geo, agent, CluesForm.readCampaign(source));
    }

    @Override
    public TypeSerializerSnapshot<StitchedEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<StitchedEvent> {
        public Snapshot() {
            super(StitchedEventSerializer::new);
        }
    }
}
