package dev.cdp.collector.service.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.error.CollectorException.Status;
import dev.cdp.contract.Channel;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode NONE = MissingNode.getInstance();
    private static final long RECEIVED_AT = millis("2026-05-02T12:00:00Z");

    @Test
    void theClocksSkewIsTakenOutOfTheTimestamp() {
        EventTimes times = of("{'timestamp':'2026-05-02T10:00:00Z','sentAt':'2026-05-02T11:00:00Z'}");
        assertThat(times.timestamp()).isEqualTo(millis("2026-05-02T11:00:00Z"));
        assertThat(times.originalTimestamp()).isEqualTo(millis("2026-05-02T10:00:00Z"));
    }

    @Test
    void anEventWithoutTimesHappenedWhenItWasReceived() {
        assertThat(of("{'timestamp':null,'sentAt':''}")).isEqualTo(new EventTimes(null, null, RECEIVED_AT));
    }

    @Test
    void originalTimestampGoesBeforeTimestamp() {
        EventTimes times = of("{'originalTimestamp':'2026-05-02T09:00:00Z','timestamp':'2026-05-02T10:00:00Z'}");
        assertThat(times.originalTimestamp()).isEqualTo(millis("2026-05-02T09:00:00Z"));
    }

    @Test
    void theRequestsSentAtGoesBeforeTheEvents() {
        JsonNode sentAt = JSON.getNodeFactory().textNode("2026-05-02T11:00:00Z");
        EventTimes times = EventTimes.of(json("{'sentAt':'2026-04-01T00:00:00Z'}"), sentAt, RECEIVED_AT, Channel.LIVE);
        assertThat(times.sentAt()).isEqualTo(millis("2026-05-02T11:00:00Z"));
    }

    @Test
    void anOldTimestampWithAFreshSentAtIsNotLate() {
        EventTimes times = of("{'timestamp':'2026-01-01T00:00:00Z','sentAt':'2026-05-02T12:00:00Z'}");
        assertThat(times.timestamp()).isEqualTo(millis("2026-01-01T00:00:00Z"));
    }

    @Test
    void aDayIsInTimeAndAMillisecondMoreIsLate() {
        assertThat(of("{'sentAt':'2026-05-01T12:00:00Z'}").sentAt()).isNotNull();
        assertThatThrownBy(() -> of("{'sentAt':'2026-05-01T11:59:59.999Z'}"))
                .asInstanceOf(type(CollectorException.class))
                .extracting(CollectorException::status)
                .isEqualTo(Status.LATE);
    }

    @Test
    void historyIsNeverLate() {
        JsonNode event = json("{'sentAt':'2020-01-01T00:00:00Z'}");
        assertThat(EventTimes.of(event, NONE, RECEIVED_AT, Channel.IMPORT).sentAt())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'yesterday'",
                "17",
                "1.5",
                "true",
                "{}",
                "'0001-01-01T00:00:00Z'",
                "'+999999999-01-01T00:00:00Z'",
                "'2300-01-01T00:00:00Z'"
            })
    void whatIsNoTimeNamesItsField(String value) {
        for (String field : new String[] {"sentAt", "timestamp", "originalTimestamp"}) {
            assertThatThrownBy(() -> of("{'" + field + "':" + value + "}"))
                    .asInstanceOf(type(CollectorException.class))
                    .satisfies(e -> assertThat(e.field()).isEqualTo(field))
                    .satisfies(e -> assertThat(e.status()).isEqualTo(Status.INVALID));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1777716000000",
                "'1777716000000'",
                "1777716000000.25",
                "1.777716E12",
                "'2026-05-02 10:00:00 UTC'"
            })
    void epochMillisecondsAreATime(String value) throws JsonProcessingException {
        JsonMapper exact = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        JsonNode event = exact.readTree(("{'timestamp':" + value + "}").replace('\'', '"'));
        assertThat(EventTimes.of(event, NONE, RECEIVED_AT, Channel.LIVE).timestamp())
                .isEqualTo(millis("2026-05-02T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1e2147483647", "-1e2147483647", "0.5", "1e18"})
    void anAbsurdNumberIsNoTime(String value) throws JsonProcessingException {
        JsonMapper exact = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        JsonNode event = exact.readTree("{\"timestamp\":" + value + "}");
        assertThatThrownBy(() -> EventTimes.of(event, NONE, RECEIVED_AT, Channel.LIVE))
                .isInstanceOf(CollectorException.class);
    }

    @Test
    void skewMovesNoTimestampBeforeWhatCanBeStored() {
        EventTimes times = EventTimes.of(
                json("{'timestamp':'1900-01-01T00:00:00Z','sentAt':'2299-01-01T00:00:00Z'}"),
                NONE,
                RECEIVED_AT,
                Channel.IMPORT);
        assertThat(times.timestamp()).isEqualTo(millis("1900-01-01T00:00:00Z"));
    }

    private static EventTimes of(String event) {
        return EventTimes.of(json(event), NONE, RECEIVED_AT, Channel.LIVE);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
