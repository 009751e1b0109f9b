package dev.cdp.flink.job;

import static dev.cdp.flink.Events.track;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.RawJson;
import dev.cdp.flink.Events;
import dev.cdp.flink.connection.Destination;
import dev.cdp.flink.connection.OutgoingEvent;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.delivery.Delivery;
import dev.cdp.testkit.TestService;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each destination promises of the events that are delivered to it, tried on a real server. */
abstract class SinkContract {
    @RegisterExtension
    static final MiniClusterExtension FLINK = Flink.cluster();

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final int KILLED_EVENTS = 600;
    private static final int EVENTS_PER_SECOND = 200;

    final String workspace = "ws-" + UUID.randomUUID();
    final Destination destination = new Destination(workspace, "sink");

    abstract DestinationType type();

    abstract TestService server();

    /** The rows of the workspace as one reads them, each the values of these columns separated by tabs, in order. */
    abstract List<String> rows(String... columns);

    /** The properties of this message's only row as one JSON object of their flat names. */
    abstract String properties(String messageId);

    /** Milliseconds of a column of times, or null. */
    abstract Long millis(String messageId, String column);

    @Test
    void everyTypeOfJsonIsReadAsWhatItWasSentAs() {
        deliver(event("m1", """
                {"Text":"0042","whole":10,"broken":10.25,"yes":true,"no":false,"date":"2026-01-31",
                 "list":["a","b"],"numbers":[1,2.5],"mixed":[1,"a"],"objects":[{"id":1}],"nested":{"Deep Er":{"x":1}}}"""));

        assertThat(field("m1", "text").textValue()).isEqualTo("0042");
        assertThat(number("m1", "whole")).isEqualByComparingTo("10");
        assertThat(number("m1", "broken")).isEqualByComparingTo("10.25");
        assertThat(field("m1", "yes").booleanValue()).isTrue();
        assertThat(field("m1", "no").isBoolean()).isTrue();
        assertThat(field("m1", "date").textValue()).isEqualTo("2026-01-31");
        assertThat(field("m1", "list").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(field("m1", "numbers").get(1).decimalValue()).isEqualByComparingTo("2.5");
        assertThat(field("m1", "mixed").get(1).textValue()).isEqualTo("a");
        assertThat(field("m1", "objects").get(0).get("id").decimalValue()).isEqualByComparingTo("1");
        assertThat(number("m1", "nested_deep_er_x")).isEqualByComparingTo("1");
    }

    @Test
    void nullIsNoValueAndFitsAnyType() {
        assertThat(deliver(
                        event("m1", "{\"a\":null}"),
                        event("m2", "{\"a\":1}"),
                        event("m3", "{\"a\":null,\"b\":[null]}"),
                        event("m4", "{\"a\":2.5}")))
                .isEmpty();
        assertThat(field("m1", "a").isMissingNode() || field("m1", "a").isNull())
                .isTrue();
        assertThat(field("m3", "a").isMissingNode() || field("m3", "a").isNull())
                .isTrue();
        assertThat(number("m4", "a")).isEqualByComparingTo("2.5");
    }

    @Test
    void veryLongStringsAndIdsAreKeptWhole() {
        String million = "x".repeat(1_000_000);
        String id = "anna-".repeat(2_000);
        assertThat(deliver(event("m1", "{\"long\":\"" + million + "\"}").anonymous(id)))
                .isEmpty();
        assertThat(field("m1", "long").textValue()).isEqualTo(million);
        assertThat(rows("anonymous_id")).containsExactly(id);
    }

    @Test
    void anyCharacterThatIsOneIsKept() {
        String text = "Zürich 日本 עברית e\u0301 \ud83d\ude00 \u0001 \ufffd \" ' \\ \\\\ \\N \t \n \r \u2028 $1 {x} %s";
        assertThat(deliver(event("m1", "{\"s\":" + quoted(text) + ",\"l\":[" + quoted(text) + "]}")
                        .anonymous("日本-\ud83d\ude00")))
                .isEmpty();
        assertThat(field("m1", "s").textValue()).isEqualTo(text);
        assertThat(field("m1", "l").get(0).textValue()).isEqualTo(text);
        assertThat(rows("anonymous_id")).containsExactly("日本-\ud83d\ude00");
    }

    @Test
    void numbersAreKeptAsFarAsTheyGo() {
        List<String> numbers = List.of(
                "9007199254740992",
                "9007199254740993",
                "9223372036854775807",
                "-9223372036854775808",
                "18446744073709551615",
                "1e300",
                "-1.5e-300",
                "0.1",
                "0");
        List<Events> events = IntStream.range(0, numbers.size())
                .mapToObj(i -> event("m" + i, "{\"n" + i + "\":" + numbers.get(i) + "}"))
                .toList();
        assertThat(deliver(events.toArray(Events[]::new))).isEmpty();
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(number("m" + i, "n" + i)).as(numbers.get(i)).isEqualByComparingTo(numbers.get(i));
        }
    }

    @Test
    void timesAtTheEdgesAreKeptAndThoseBeyondCostNoRow() {
        long first = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
        long last = Instant.parse("2299-12-31T23:59:59.999Z").toEpochMilli();
        assertThat(deliver(
                        event("first", "{}").clientTime(first),
                        event("last", "{}").clientTime(last),
                        event("before", "{}").clientTime(first - 1),
                        event("wild", "{}").clientTime(Long.MAX_VALUE / 2)))
                .isEmpty();
        assertThat(millis("first", "original_timestamp")).isEqualTo(first);
        assertThat(millis("last", "original_timestamp")).isEqualTo(last);
        assertThat(millis("before", "original_timestamp")).isNull();
        assertThat(millis("wild", "original_timestamp")).isNull();
        assertThat(millis("wild", "received_at")).isEqualTo(Events.NOON);
    }

    @Test
    void refusedRowGoesToTheDeadLettersAloneWithItsField() {
        List<DeadLetter> letters = deliver(
                event("before", "{\"s\":\"a\"}"),
                event("half", "{\"s\":\"\\ud83d\"}"),
                event("after", "{\"s\":\"b\"}"));
        assertThat(letters).extracting(DeadLetter::messageId).containsExactly("half");
        assertThat(letters.get(0).reason()).isEqualTo(DeadLetter.Reason.ROW_REFUSED);
        assertThat(letters.get(0).field()).startsWith("properties");
        assertThat(rows("message_id")).containsExactly("after", "before");
    }

    @Test
    void newFieldIsStoredFromItsFirstEventAndOneOfAnotherTypeIsNeverCoerced() {
        deliver(event("m1", "{\"a\":1}"));
        List<DeadLetter> letters = deliver(event("m2", "{\"a\":2,\"b\":\"new\"}"), event("m3", "{\"a\":\"3\"}"));

        assertThat(number("m1", "a")).isEqualByComparingTo("1");
        assertThat(number("m2", "a")).isEqualByComparingTo("2");
        assertThat(field("m2", "b").textValue()).isEqualTo("new");
        if (letters.isEmpty()) {
            assertThat(field("m3", "a").textValue()).isEqualTo("3");
        } else {
            assertThat(letters).extracting(DeadLetter::messageId).containsExactly("m3");
            assertThat(letters.get(0).field()).isEqualTo("properties_a");
            assertThat(rows("message_id")).containsExactly("m1", "m2");
        }
    }

    @Test
    void repeatOfAnEventIsOneRow() {
        Events event = event("m1", "{\"a\":1}");
        deliver(event, event);
        deliver(event);
        assertThat(rows("message_id", "row_no")).containsExactly("m1\t0");
    }

    @Test
    void olderAttemptNeverOverwritesANewer() {
        Events first = event("m1", "{\"attempt\":\"first\"}");
        Events second = event("m1", "{\"attempt\":\"second\"}").replayed("r1");
        deliver(first);
        deliver(second);
        assertThat(field("m1", "attempt").textValue()).isEqualTo("second");
        deliver(first);
        assertThat(field("m1", "attempt").textValue()).isEqualTo("second");
        assertThat(rows("message_id")).containsExactly("m1");
    }

    @Test
    void rowsThatFunctionsMadeOfOneEventAreNumbered() {
        ProcessedEvent event = processed(event("m1", "{}"));
        run(
                outgoing -> {},
                Stream.of("{\"properties\":{\"part\":0}}", "{\"properties\":{\"part\":1}}")
                        .map(json -> new OutgoingEvent(event, json.contains("1") ? 1 : 0, RawJson.of(json), false))
                        .toArray(OutgoingEvent[]::new));
        assertThat(rows("message_id", "row_no")).containsExactly("m1\t0", "m1\t1");
    }

    @Test
    void serverThatIsKilledInTheMiddleLosesAndDoublesNothing() {
        String ofWorkspace = workspace;
        StreamExecutionEnvironment env = environment();
        DataGeneratorSource<OutgoingEvent> source = new DataGeneratorSource<>(
                index -> OutgoingEvent.unchanged(processed(track("m" + index).workspace(ofWorkspace))),
                KILLED_EVENTS,
                RateLimiterStrategy.perSecond(EVENTS_PER_SECOND),
                OutgoingEvent.TYPE);
        DataStream<OutgoingEvent> events = env.fromSource(source, WatermarkStrategy.noWatermarks(), "events")
                .uid("events");
        CompletableFuture<List<DeadLetter>> job = CompletableFuture.supplyAsync(() -> write(events));
        Awaitility.await("the first rows").atMost(JobFixture.PATIENCE).until(() -> !rows("message_id")
                .isEmpty());
        server().kill();
        server().restart();

        assertThat(job.join()).isEmpty();
        assertThat(rows("message_id")).hasSize(KILLED_EVENTS).doesNotHaveDuplicates();
    }

    private Events event(String messageId, String properties) {
        return track(messageId).workspace(workspace).payload("{\"properties\":" + properties + "}");
    }

    private static ProcessedEvent processed(Events event) {
        return new ProcessedEvent("", null, event.envelope());
    }

    /** Runs a job of these events, and returns what it refused when all others are in the destination. */
    private List<DeadLetter> deliver(Events... events) {
        OutgoingEvent[] outgoing = Stream.of(events)
                .map(event -> OutgoingEvent.unchanged(processed(event)))
                .toArray(OutgoingEvent[]::new);
        List<DeadLetter> letters = new ArrayList<>();
        run(letters::add, outgoing);
        return letters;
    }

    private void run(java.util.function.Consumer<DeadLetter> letters, OutgoingEvent... outgoing) {
        DataStream<OutgoingEvent> events =
                environment().fromData(OutgoingEvent.TYPE, outgoing).uid("events");
        write(events).forEach(letters);
    }

    private List<DeadLetter> write(DataStream<OutgoingEvent> events) {
        DestinationType type = type();
        var flat = Delivery.flatten(events, destination, type.form());
        var written = type.write(flat);
        List<DeadLetter> letters = new ArrayList<>();
        try (CloseableIterator<DeadLetter> refused =
                DeadLetters.of(flat, written).executeAndCollect()) {
            refused.forEachRemaining(letters::add);
        } catch (Exception e) {
            throw new IllegalStateException("the job failed", e);
        }
        return letters;
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        env.enableCheckpointing(300);
        return env;
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    private BigDecimal number(String messageId, String name) {
        assertThat(field(messageId, name).isNumber()).as(name + " is a number").isTrue();
        return field(messageId, name).decimalValue();
    }

    private JsonNode field(String messageId, String name) {
        try {
            return JSON.readTree(properties(messageId)).path(name);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("no JSON: " + properties(messageId), e);
        }
    }
}
