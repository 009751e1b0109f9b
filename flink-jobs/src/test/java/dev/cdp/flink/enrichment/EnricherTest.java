package dev.cdp.flink.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cdp.contract.Enrichment.Campaign;
import dev.cdp.contract.Enrichment.Geo;
import dev.cdp.contract.Enrichment.UserAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnricherTest {
    private static final Enricher.Settings NO_DATABASE = new Enricher.Settings("");
    private static final UserAgent FOX = new UserAgent("Fox", "1", "", "", "", false);
    private static final Campaign SPRING = new Campaign("", "", "spring", "", "");

    @Test
    void secondQuestionIsAnsweredAtOnce() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        try (Enricher enricher = Enricher.open(NO_DATABASE, text -> {
            lookups.incrementAndGet();
            return FOX;
        })) {
            Answer first = enricher.ask(new Clues("", "fox", SPRING));
            await().atMost(Duration.ofMinutes(1)).until(first::isDone);
            Answer second = enricher.ask(new Clues("", "fox", Campaign.NONE));

            assertThat(second.isDone()).isTrue();
            assertThat(first.now().userAgent()).isEqualTo(FOX);
            assertThat(first.now().campaign()).isEqualTo(SPRING);
            assertThat(second.now().userAgent()).isEqualTo(FOX);
            assertThat(lookups).hasValue(1);
        }
    }

    @Test
    void failedLookupLeavesTheRest() throws Exception {
        try (Enricher enricher = Enricher.open(NO_DATABASE, text -> {
            throw new StackOverflowError();
        })) {
            Answer answer = enricher.ask(new Clues("", "fox", SPRING));
            await().atMost(Duration.ofMinutes(1)).until(answer::isDone);

            assertThat(answer.isPartial()).isTrue();
            assertThat(answer.now().campaign()).isEqualTo(SPRING);
        }
    }

    @Test
    void lookupThatHangsMakesFurtherQuestionsFailAtOnce() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        try (Enricher enricher = Enricher.open(NO_DATABASE, text -> {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FOX;
        })) {
            IntStream.range(0, 2_000).forEach(i -> enricher.ask(new Clues("", "fox " + i, SPRING)));

            Answer refused = enricher.ask(new Clues("", "one more", SPRING));

            assertThat(refused.isDone()).isTrue();
            assertThat(refused.isPartial()).isTrue();
        } finally {
            hanging.countDown();
        }
    }

    @Test
    void withoutADatabaseThereIsNoPlace() throws Exception {
        try (GeoDatabase none = GeoDatabase.open("")) {
            assertThat(none.find("8.8.8.8")).isEqualTo(Geo.UNKNOWN);
        }
    }

    @Test
    void missingDatabaseIsNamed() {
        assertThatThrownBy(() -> GeoDatabase.open("/no/such.mmdb"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such.mmdb")
                .hasMessageContaining("--geo-database");
    }
}
