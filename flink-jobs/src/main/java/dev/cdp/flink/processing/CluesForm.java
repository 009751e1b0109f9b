package dev.cdp.flink.processing;

import dev.cdp.contract.Enrichment.Campaign;
import dev.cdp.flink.enrichment.Clues;
import dev.cdp.flink.serialization.Binary;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Clues} within an event on its way; never in state. */
final class CluesForm {
    private CluesForm() {}

    static void write(Clues clues, DataOutputView target) throws IOException {
        Binary.writeText(clues.ip(), target);
        Binary.writeText(clues.userAgent(), target);
        boolean known = !clues.campaign().isNone();
        target.writeBoolean(known);
        if (known) {
            write(clues.campaign(), target);
        }
    }

    static Clues read(DataInputView source) throws IOException {
        return new Clues(
                Binary.readText(source),
                Binary.readText(source),
                source.readBoolean() ? readCampaign(source) : Campaign.NONE);
    }

    static void write(Campaign campaign, DataOutputView target) throws IOException {
        Binary.writeText(campaign.source(), target);
        Binary.writeText(campaign.medium(), target);
        Binary.writeText(campaign.name(), target);
        Binary.writeText(campaign.term(), target);
        Binary.writeText(campaign.content(), target);
    }

    static Campaign readCampaign(DataInputView source) throws IOException {
        return new Campaign(
                Binary.readText(source),
                Binary.readText(source),
                Binary.readText(source),
                Binary.readText(source),
                Binary.readText(source));
    }
}
