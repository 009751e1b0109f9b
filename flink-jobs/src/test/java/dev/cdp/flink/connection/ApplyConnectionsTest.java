package dev.cdp.flink.connection;

import static dev.cdp.flink.Events.track;
import static dev.cdp.flink.config.ConfigRecords.connection;
import static dev.cdp.flink.config.ConfigRecords.filtered;
import static dev.cdp.flink.config.ConfigRecords.function;
import static dev.cdp.flink.config.ConfigRecords.needing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.IdentityLink;
import dev.cdp.contract.Outcome;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.flink.Events;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplyConnectionsTest {
    private static final IdentityLink LINK = new IdentityLink("anna", "u1", "identify");

    @Test
    void withoutConfigurationEventsPassUnchanged() throws Exception {
        try (ConnectionOperator operator = ConnectionOperator.with()) {
            operator.process(track("m1").anonymous("anna"), LINK);
            List<OutgoingEvent> rows = operator.rows();
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).returned()).isNull();
            assertThat(rows.get(0).event().link()).isEqualTo(LINK);
        }
    }

    @Test
    void droppedEventIsAnOutcomeAndItsLinkStays() throws Exception {
        try (ConnectionOperator operator =
                ConnectionOperator.with(filtered(connection("ws"), List.of("Order*"), List.of()))) {
            operator.process(track("m1").anonymous("anna"), LINK);

            assertThat(operator.rows()).singleElement().matches(OutgoingEvent::linkOnly);
            Outcome outcome = operator.outcomes().get(0);
            assertThat(outcome.state()).isEqualTo(Outcome.State.DROPPED);
            assertThat(outcome.reason()).isEqualTo("filtered");
            assertThat(outcome.detail()).isEqualTo("c-1");
            assertThat(outcome.destinationId()).isEqualTo("clickhouse");
            assertThat(outcome.eventId())
                    .isEqualTo(track("m1").anonymous("anna").eventId());
        }
    }

    @Test
    void withoutConsentNotEvenTheLinkStays() throws Exception {
        try (ConnectionOperator operator = ConnectionOperator.with(needing(connection("ws"), "Analytics"))) {
            operator.process(track("m1").anonymous("anna"), LINK);
            assertThat(operator.rows()).isEmpty();
            assertThat(operator.outcomes()).extracting(Outcome::reason).containsExactly("no_consent");
        }
    }

    @Test
    void otherDestinationsGetTheLinksOfTheirWorkspaceAlone() throws Exception {
        Destination warehouse = new Destination("ws", "clickhouse");
        try (ConnectionOperator operator = ConnectionOperator.of(warehouse, connection("ws"))) {
            operator.process(track("m1").anonymous("anna"), LINK);
            operator.process(track("m2").workspace("other").anonymous("anna"), LINK);
            assertThat(operator.rows())
                    .singleElement()
                    .matches(row -> row.event().link().equals(LINK));
        }
    }

    @Test
    void linkOfAnEventThatIsNotConnectedGoesToItsWorkspacesDestinations() throws Exception {
        try (ConnectionOperator operator = ConnectionOperator.of(new Destination("ws", "clickhouse"))) {
            operator.process(track("m1").anonymous("anna"), LINK);
            assertThat(operator.rows()).singleElement().matches(OutgoingEvent::linkOnly);
        }
    }

    @Test
    void functionsRunInOrderAndRowsAreNumbered() throws Exception {
        try (ConnectionOperator operator = ConnectionOperator.with(
                connection("ws", "double", "tag", "again"),
                function("ws", "double", 1, "twice"),
                function("ws", "tag", 1, "tag x"),
                function("ws", "again", 1, "twice"))) {
            operator.process(track("m1").anonymous("anna"), LINK);

            List<OutgoingEvent> rows = operator.rows();
            assertThat(rows).extracting(OutgoingEvent::rowNo).containsExactly(0, 1, 2, 3);
            assertThat(rows).allMatch(row -> row.returned().text().contains("\"tag\":\"x\""));
            assertThat(rows).extracting(row -> row.event().link()).as("once").containsExactly(LINK, null, null, null);
        }
    }

    @Test
    void whatAFunctionDropsIsAnOutcomeOfThatFunctionAndItsVersion() throws Exception {
        try (ConnectionOperator operator = ConnectionOperator.with(
                connection("ws", "pass", "gate"),
                function("ws", "pass", 1, "pass"),
                function("ws", "gate", 3, "drop"))) {
            operator.process(track("m1"));
            assertThat(operator.rows()).isEmpty();
            assertThat(operator.outcomes()).singleElement().satisfies(outcome -> {
                assertThat(outcome.reason()).isEqualTo("function");
                assertThat(outcome.detail()).isEqualTo("gate, version 3");
            });
        }
    }

    @Test
    void failureIsADeadLetterWithFunctionVersionErrorStackAndTheEventAsItWentIn() throws Exception {
        try (ConnectionOperator operator = ConnectionOperator.with(
                connection("ws", "tag", "mask"),
                function("ws", "tag", 1, "tag x"),
                function("ws", "mask", 7, "fail"))) {
            operator.process(track("m1").payload("{\"properties\":{\"a\":1}}"));

            DeadLetter letter = operator.deadLetters().get(0);
            assertThat(letter.stage()).isEqualTo(DeadLetter.Stage.FUNCTION);
            assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.FUNCTION_FAILED);
            assertThat(letter.functionId()).isEqualTo("mask");
            assertThat(letter.destinationId()).isEqualTo("clickhouse");
            assertThat(letter.error())
                    .isEqualTo("crashed, version 7: x is not defined (line 3, column 7)\n    at mask (f.js:3:7)");
            assertThat(letter.payload()).isEqualTo("{\"properties\":{\"a\":1}}");
            assertThat(operator.rows()).isEmpty();
        }
    }

    @Test
    void eventsOfAKeyGoOutInTheirOrderHoweverTheirFunctionsEnd() throws Exception {
        try (ConnectionOperator operator = waiting()) {
            operator.process(anna("a1"), bob("b1"), anna("a2"), anna("a3"));

            operator.end("a3", "a2", "b1");
            assertThat(operator.out()).containsExactly("b1/0");
            operator.end("a1");
            assertThat(operator.out()).containsExactly("a1/0", "a2/0", "a3/0");
        }
    }

    @Test
    void eventThatNeedsNoFunctionAwaitsThoseOfItsKey() throws Exception {
        try (ConnectionOperator operator = ConnectionOperator.with(
                filtered(connection("ws", "slow"), List.of(), List.of()), function("ws", "slow", 1, "wait"))) {
            operator.process(anna("a1"));
            operator.configure();
            operator.process(anna("a2"), bob("b1"));
            assertThat(operator.out()).containsExactly("b1/0");
            operator.end("a1");
            assertThat(operator.out()).containsExactly("a1/0", "a2/0");
        }
    }

    /** Takes the second that the input stands until that is found out. */
    @Test
    void eventsOfOthersPassThoughNoFunctionOfACrowdedSourceEnds() throws Exception {
        try (ConnectionOperator operator = waiting()) {
            for (int i = 0; i < ConnectionOperator.CAPACITY; i++) {
                operator.process(track("slow-" + i).anonymous("visitor-" + i));
            }
            operator.process(track("b1").workspace("other").anonymous("bob"));
            operator.process(track("b2").workspace("other").anonymous("bob"));
            assertThat(operator.out()).containsExactly("b1/0", "b2/0");
        }
    }

    @Test
    void inFlightEventsBeginAnewAfterARestartInTheirOrder() throws Exception {
        ConnectionOperator operator = waiting();
        operator.process(anna("a1"), bob("b1"), anna("a2"));
        operator.end("a2");
        assertThat(operator.out()).isEmpty();

        try (ConnectionOperator restarted = operator.restarted()) {
            assertThat(restarted.runtime().waiting()).containsExactly("a1", "b1", "a2");
            restarted.process(anna("a3"));
            restarted.end("a3", "a2", "a1", "b1");
            assertThat(restarted.out()).containsExactly("a1/0", "a2/0", "a3/0", "b1/0");
        }
    }

    @Test
    void whatHasGoneOutIsNotInFlightAnyMore() throws Exception {
        ConnectionOperator operator = waiting();
        operator.process(anna("a1"), anna("a2"));
        operator.end("a1");
        try (ConnectionOperator restarted = operator.restarted()) {
            assertThat(restarted.runtime().waiting()).containsExactly("a2");
        }
    }

    @Test
    void retryIsTriedAgainAfterItsDelayAndKeepsTheOrder() throws Exception {
        try (ConnectionOperator operator =
                ConnectionOperator.with(connection("ws", "f"), function("ws", "f", 1, "retry once"))) {
            operator.process(anna("a1"));
            operator.configure();
            operator.process(anna("a2"));
            operator.configure(connection("ws", "f"), function("ws", "f", 1, "retry once"));
            operator.passTime(Duration.ofSeconds(9));
            assertThat(operator.out()).isEmpty();
            operator.passTime(Duration.ofSeconds(1));
            assertThat(operator.out()).containsExactly("a1/0", "a2/0");
        }
    }

    @Test
    void eventsThatWaitForARetryAreToldToTheLedgerAsInFlightUntilTheyAreDelivered() throws Exception {
        try (ConnectionOperator operator =
                ConnectionOperator.with(connection("ws", "f"), function("ws", "f", 1, "retry"))) {
            operator.process(anna("a1"), anna("a2"), track("b1").anonymous("ben"));
            operator.passTime(Duration.ofSeconds(1));
            assertThat(operator.outcomes())
                    .allSatisfy(outcome -> {
                        assertThat(outcome.state()).isEqualTo(Outcome.State.HELD);
                        assertThat(outcome.reason()).isEqualTo("retry");
                    })
                    .extracting(Outcome::eventId)
                    .containsExactly(
                            anna("a1").eventId(),
                            anna("a2").eventId(),
                            track("b1").anonymous("ben").eventId());
            assertThat(operator.outcomes().get(0).version())
                    .isLessThan(anna("a1").envelope().version());
        }
    }

    @Test
    void retriesAreCountedOverARestartAndEndInTheDeadLetters() throws Exception {
        ConnectionOperator operator = ConnectionOperator.with(connection("ws", "f"), function("ws", "f", 1, "retry"));
        operator.process(anna("a1"));
        operator.passTime(Duration.ofSeconds(1));
        operator.passTime(Duration.ofSeconds(2));

        try (ConnectionOperator restarted = operator.restarted()) {
            restarted.passTime(Duration.ofMinutes(1));
            assertThat(restarted.deadLetters()).isEmpty();
            restarted.passTime(Duration.ofMinutes(1));
            restarted.passTime(Duration.ofMinutes(1));
            assertThat(restarted.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.functionId()).isEqualTo("f");
                assertThat(letter.error()).contains("given up after 5 retries: busy");
            });
        }
    }

    @Test
    void eachEventIsByOneVersionAndTheOldOneIsLetGoOfWhenItIsUnused() throws Exception {
        try (ConnectionOperator operator = waiting()) {
            operator.process(anna("a1"));
            operator.configure(connection("ws", "slow"), function("ws", "slow", 2, "tag new"));
            operator.process(bob("b1"));

            List<OutgoingEvent> fresh = operator.rows();
            assertThat(fresh)
                    .singleElement()
                    .matches(row -> row.returned().text().contains("\"tag\":\"new\""));
            assertThat(operator.runtime().closed()).isEmpty();
            operator.end("a1");
            assertThat(operator.rows())
                    .singleElement()
                    .matches(row -> !row.returned().text().contains("tag"));
            assertThat(operator.runtime().closed()).containsExactly("slow@1");
        }
    }

    @Test
    void versionThatDoesNotCompileLeavesTheLastGoodOneRunning() throws Exception {
        try (ConnectionOperator operator =
                ConnectionOperator.with(connection("ws", "f"), function("ws", "f", 1, "tag good"))) {
            operator.process(anna("a1"));
            operator.configure(connection("ws", "f"), function("ws", "f", 2, "broken"));
            operator.process(anna("a2"));
            assertThat(operator.rows())
                    .hasSize(2)
                    .allMatch(row -> row.returned().text().contains("\"tag\":\"good\""));
        }
    }

    @Test
    void functionOfWhichNoVersionCompilesSendsItsEventsToTheDeadLetters() throws Exception {
        try (ConnectionOperator operator =
                ConnectionOperator.with(connection("ws", "f"), function("ws", "f", 2, "broken"))) {
            operator.process(anna("a1"));
            assertThat(operator.deadLetters())
                    .singleElement()
                    .extracting(DeadLetter::error)
                    .isEqualTo("invalid_code, version 2: a stray brace");
        }
    }

    @Test
    void functionThatIsNotThereYetIsWaitedFor() throws Exception {
        try (ConnectionOperator operator = ConnectionOperator.with(connection("ws", "f"))) {
            operator.process(anna("a1"));
            operator.configure(connection("ws", "f"), function("ws", "f", 1, "pass"));
            operator.passTime(Duration.ofSeconds(1));
            assertThat(operator.out()).containsExactly("a1/0");
        }
    }

    private static ConnectionOperator waiting() throws Exception {
        ConfigRecord slow = function("ws", "slow", 1, "wait");
        return ConnectionOperator.with(connection("ws", "slow"), slow);
    }

    private static Events anna(String messageId) {
        return track(messageId).anonymous("anna");
    }

    private static Events bob(String messageId) {
        return track(messageId).anonymous("bob");
    }
}
