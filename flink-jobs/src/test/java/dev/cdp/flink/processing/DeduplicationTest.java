package dev.cdp.flink.processing;

import static dev.cdp.flink.Events.NOON;
import static dev.cdp.flink.Events.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.EventId;
import dev.cdp.contract.Outcome;
import dev.cdp.flink.Events;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeduplicationTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;

    private final Events event = track("m1").anonymous("anna");
    private KeyedOperator operator;

    @BeforeEach
    void open() throws Exception {
        operator = KeyedOperator.create();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void sameEventPassesOnce() throws Exception {
        assertThat(operator.process(event, event, event)).hasSize(1);
    }

    @Test
    void liveWindowIsTwentyFourHoursOfReceivedAtBothWays() throws Exception {
        operator.process(event);
        assertThat(operator.drops(event.at(NOON + DAY))).isTrue();
        assertThat(operator.drops(event.at(NOON - DAY))).isTrue();
        assertThat(operator.drops(event.at(NOON + DAY + 1))).isFalse();
    }

    @Test
    void windowCountsFromTheFirstAndIsNotPushedByDuplicates() throws Exception {
        operator.process(event, event.at(NOON + 20 * HOUR));
        assertThat(operator.drops(event.at(NOON + 25 * HOUR))).isFalse();
        assertThat(operator.drops(event.at(NOON + 48 * HOUR))).isTrue();
    }

    @Test
    void eventFromBeforeTheWindowPassesAndLeavesTheWindow() throws Exception {
        operator.process(event);
        assertThat(operator.drops(event.at(NOON - DAY - 1))).isFalse();
        assertThat(operator.drops(event.at(NOON + HOUR))).isTrue();
    }

    @Test
    void importSuppressesForSevenDaysInBothChannels() throws Exception {
        operator.process(event.imported());
        assertThat(operator.drops(event.imported().at(NOON + 7 * DAY))).isTrue();
        assertThat(operator.drops(event.at(NOON + 7 * DAY))).isTrue();
        assertThat(operator.drops(event.at(NOON + 7 * DAY + 1))).isFalse();
    }

    @Test
    void liveSuppressesAnImportWithinTwentyFourHoursOnly() throws Exception {
        operator.process(event);
        assertThat(operator.drops(event.imported().at(NOON + DAY))).isTrue();
        assertThat(operator.drops(event.imported().at(NOON + DAY + 1))).isFalse();
    }

    @Test
    void sameMessageIdUnderAnotherAnonymousIdOrWorkspaceIsAnotherEvent() throws Exception {
        operator.process(event);
        assertThat(operator.drops(event.anonymous("bob"))).isFalse();
        assertThat(operator.drops(event.workspace("other"))).isFalse();
    }

    @Test
    void replayedEventIsNotDroppedAsDuplicateOfItsFailedAttempt() throws Exception {
        operator.process(event);
        assertThat(operator.drops(event.replayed("r1"))).isFalse();
    }

    @Test
    void sameReplaySentTwiceLandsOnceAndAnotherReplayLands() throws Exception {
        operator.process(event, event.replayed("r1"));
        assertThat(operator.drops(event.replayed("r1"))).isTrue();
        assertThat(operator.drops(event.replayed("r2"))).isFalse();
    }

    @Test
    void replayLeavesTheWindowOfTheEventItself() throws Exception {
        operator.process(event, event.replayed("r1"));
        assertThat(operator.drops(event.at(NOON + HOUR))).isTrue();
    }

    @Test
    void seenEventsAreRememberedOverARestart() throws Exception {
        operator.process(
                event, event.replayed("r1"), track("m2").anonymous("anna").imported());
        operator = operator.restarted();
        assertThat(operator.process(
                        event,
                        event.replayed("r1"),
                        track("m2").anonymous("anna").imported()))
                .isEmpty();
    }

    @Test
    void downtimeBeyondTheLifeOfGarbageDecidesNothing() throws Exception {
        operator.process(event);
        operator.setClock(Duration.ofDays(30));
        assertThat(operator.process(event, event.at(NOON + 1), event.at(NOON + 2)))
                .isEmpty();
    }

    /** The windows are decided by received_at; the TaskManager's clock only says what is garbage. */
    @Test
    void clockOfTheTaskManagerThatGoesADayAheadAndBackDecidesNothing() throws Exception {
        operator.process(event);
        for (Duration clock : new Duration[] {Duration.ofHours(25), Duration.ZERO, Duration.ofHours(25)}) {
            operator.setClock(clock);
            assertThat(operator.drops(event.at(NOON + DAY))).isTrue();
            assertThat(operator.drops(event.at(NOON - DAY))).isTrue();
        }
    }

    /** What is sent again to such a collector passes as another day's, but under the id that makes it one row when read. */
    @Test
    void collectorWhoseClockIsADayAheadOrBackLetsThroughWhatIsOneRowWhenRead() throws Exception {
        EventId id = idOf(operator.processOne(event));
        for (long wrong : new long[] {NOON - 25 * HOUR, NOON + 25 * HOUR}) {
            assertThat(operator.drops(event.at(NOON + HOUR))).isTrue();
            assertThat(idOf(operator.processOne(event.at(wrong)))).isEqualTo(id);
        }
        assertThat(operator.drops(event.at(NOON + 26 * HOUR))).isTrue();
    }

    @Test
    void lookOfTheOtherChannelForgetsNothingEither() throws Exception {
        operator.process(event);
        operator.setClock(Duration.ofDays(30));
        assertThat(operator.drops(event.imported().at(NOON + HOUR))).isTrue();
        assertThat(operator.drops(event.at(NOON - DAY - 1))).isFalse();
        assertThat(operator.drops(event.at(NOON + HOUR))).isTrue();
    }

    @Test
    void garbageIsCollectedAfterSeventyTwoHoursByTheClockAndByWhatComes() throws Exception {
        try (KeyedOperator counted = KeyedOperator.inMemory()) {
            for (int i = 0; i < 2 * KeyedOperator.YOUNG; i++) {
                counted.process(track("live " + i).anonymous("anna"));
            }
            counted.snapshot();
            assertThat(counted.stateEntries()).as("the index and the blocks").isEqualTo(2);

            counted.setClock(Duration.ofHours(73));
            counted.snapshot();
            assertThat(counted.stateEntries()).as("the clock alone").isEqualTo(2);

            counted.setClock(Duration.ofHours(1));
            counted.process(track("later").anonymous("carol").at(NOON + 73 * HOUR));
            counted.snapshot();
            assertThat(counted.stateEntries()).as("what comes alone").isEqualTo(2);

            counted.setClock(Duration.ofHours(73));
            counted.snapshot();
            assertThat(counted.stateEntries()).as("the index, of carol's").isEqualTo(1);
            assertThat(counted.drops(track("later").anonymous("carol").at(NOON + 73 * HOUR + 1)))
                    .isTrue();
        }
    }

    @Test
    void importsAreGarbageAfterNineDays() throws Exception {
        try (KeyedOperator counted = KeyedOperator.inMemory()) {
            for (int i = 0; i < KeyedOperator.YOUNG; i++) {
                counted.process(track("import " + i).anonymous("anna").imported());
            }
            for (int days : new int[] {8, 10}) {
                counted.setClock(Duration.ofDays(days));
                counted.process(
                        track("after " + days).anonymous("anna").imported().at(NOON + days * DAY));
                counted.snapshot();
                assertThat(counted.stateEntries()).as("after %d days", days).isEqualTo(days < 9 ? 2 : 1);
            }
        }
    }

    @Test
    void whatGoesInComesOutOrIsCountedAsDuplicate() throws Exception {
        Events other = track("m2");
        assertThat(operator.process(event, event.at(NOON + 1), other, event.at(NOON + 2), other.at(NOON + 1), event))
                .hasSize(2);
        assertThat(operator.counted("duplicates")).isEqualTo(3);
        assertThat(operator.counted("repeats")).isEqualTo(1);
    }

    @Test
    void ledgerIsToldOfDuplicatesButNotOfTheSameRecordOnceMore() throws Exception {
        operator.process(event, event, event.at(NOON + 1));

        assertThat(operator.outcomes())
                .containsExactly(duplicate("seen_before", event.at(NOON + 1).envelope()));
    }

    @Test
    void ledgerIsToldWhichRowIsReplacedByAnEventSentAgainAfterItsWindow() throws Exception {
        operator.process(event, event.at(NOON + DAY + 1));

        assertThat(operator.outcomes()).containsExactly(duplicate("superseded", event.envelope()));
    }

    @Test
    void replaysAreNoDuplicatesToTheLedger() throws Exception {
        operator.process(event, event.replayed("r1"), event.at(NOON + 1).replayed("r1"));

        assertThat(operator.outcomes()).isEmpty();
    }

    private static EventId idOf(StitchedEvent out) {
        return EnvelopeCodec.read(out.envelope()).eventId();
    }

    private static Outcome duplicate(String reason, Envelope record) {
        return new Outcome(
                record.eventId(),
                record.workspaceId(),
                record.sourceId(),
                "",
                Outcome.State.DUPLICATE,
                reason,
                "",
                0,
                record.receivedAt(),
                record.receivedAt(),
                record.origin());
    }

    @Test
    void keyHeadersAndEnvelopeAreKeptAsTheyCame() throws Exception {
        StitchedEvent out = operator.processOne(event);
        assertThat(out.partitionKey()).isEqualTo("ws:anna");
        assertThat(out.envelope()).isEqualTo(event.kafkaValue());
        assertThat(out.headers()).hasToString(event.kafkaHeaders().toString());
    }
}
