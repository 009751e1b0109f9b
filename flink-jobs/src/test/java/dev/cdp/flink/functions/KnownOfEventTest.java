package dev.cdp.flink.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.Enrichment;
import dev.cdp.contract.Enrichment.Campaign;
import dev.cdp.contract.Enrichment.Geo;
import dev.cdp.contract.Enrichment.UserAgent;
import org.junit.jupiter.api.Test;

class KnownOfEventTest {
    @Test
    void functionsFindWhatTheProcessingJobHasFoundOut() {
        KnownOfEvent known = new KnownOfEvent(new Enrichment(
                new Geo("DE", "Bonn"), new UserAgent("Firefox", "128", "Linux", "", "", false), Campaign.NONE));
        assertThat(known.geo()).isEqualTo("{\"country\":\"DE\",\"city\":\"Bonn\"}");
        assertThat(known.ua())
                .isEqualTo("{\"browser\":{\"name\":\"Firefox\",\"version\":\"128\"},\"os\":{\"name\":\"Linux\"},"
                        + "\"device\":{},\"bot\":false}");
    }

    @Test
    void whatIsNotKnownIsNull() {
        KnownOfEvent known = new KnownOfEvent(Enrichment.NONE);
        assertThat(known.geo()).isNull();
        assertThat(known.ua()).isNull();
    }
}
