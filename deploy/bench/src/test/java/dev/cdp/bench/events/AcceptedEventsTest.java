package dev.cdp.bench.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.Envelope;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AcceptedEventsTest {
    private static final int RECORDS = 60_000;
    private final AcceptedEvents events = new AcceptedEvents("w", 1_700_000_000_000L);

    @Test
    void anEventIsSentAgainOnceAtMost() {
        List<Envelope> records =
                IntStream.range(0, RECORDS).mapToObj(events::record).toList();
        long repeats =
                IntStream.range(0, RECORDS).filter(AcceptedEvents::isRepeat).count();

        assertThat(records.stream().map(Envelope::eventId).distinct().count()).isEqualTo(RECORDS - repeats);
        assertThat(records.stream()
                        .collect(Collectors.groupingBy(Envelope::eventId, Collectors.counting()))
                        .values())
                .allMatch(times -> times <= 2);
    }

    @Test
    void theSecondSendingIsARecordOfItsOwn() {
        int number = IntStream.range(0, RECORDS)
                .filter(AcceptedEvents::isRepeat)
                .findFirst()
                .orElseThrow();
        Envelope second = events.record(number);
        Envelope first = events.record(SampleEvents.numberOf(second.messageId()));

        assertThat(second.partitionKey()).isEqualTo(first.partitionKey());
        assertThat(second.origin()).isNotEqualTo(first.origin());
        assertThat(second.receivedAt()).isGreaterThan(first.receivedAt());
    }

    @Test
    void aVisitorWithAUserSaysSoFirst() {
        assertThat(events.record(4).userId())
                .isEqualTo(AcceptedEvents.userOf(4))
                .isNotEmpty();
        assertThat(events.record(4 + SampleEvents.VISITORS).anonymousId())
                .isEqualTo(events.record(4).anonymousId());
        assertThat(events.record(4 + SampleEvents.VISITORS).userId()).isEmpty();
        assertThat(AcceptedEvents.userOf(5)).isEmpty();
    }
}
