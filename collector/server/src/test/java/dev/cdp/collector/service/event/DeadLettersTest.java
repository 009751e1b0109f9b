package dev.cdp.collector.service.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cdp.collector.domain.IpPolicy;
import dev.cdp.collector.domain.RateLimits;
import dev.cdp.collector.domain.SchemaMode;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.DeadLetter.Stage;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.EventId;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final Source SOURCE =
            new Source("w", "s", SchemaMode.LEARN, IpPolicy.KEEP, RateLimits.ofTier("default"));

    @Test
    void itsEventIdIsThatOfTheEventHadItBeenAccepted() {
        DeadLetter letter = letter("{\"messageId\":\"m\",\"anonymousId\":\"a\"}");
        assertThat(letter.eventId()).isEqualTo(EventId.of("w", "s", "w:a", "m"));
        assertThat(letter.messageId()).isEqualTo("m");
    }

    @Test
    void anEventWithoutAMessageIdGetsOne() {
        assertThat(letter("{}").messageId())
                .isNotEmpty()
                .isNotEqualTo(letter("{}").messageId());
        assertThat(letter("{\"messageId\":[1]}").messageId()).isNotEmpty();
        assertThat(letter("{\"messageId\":\"" + "x".repeat(300) + "\"}").messageId())
                .hasSize(36);
    }

    @Test
    void thePayloadIsAsSentButForTheWriteKey() {
        String sent = "{\"a\" : 1, \"writeKey\":\"secret-key\"} trailing";
        DeadLetter letter = DeadLetters.of(SOURCE, "secret-key", "track", sent, rejection(), 1);
        assertThat(letter.payload()).isEqualTo("{\"a\" : 1, \"writeKey\":\"****\"} trailing");
    }

    @Test
    void whateverTheEventHoldsTheLetterCanBeWrittenAndRead() {
        DeadLetter letter = letter("{\"messageId\":\"\\ud800\",\"userId\":\"\\u0000\",\"anonymousId\":{}}");
        assertThat(DeadLetterCodec.read(DeadLetterCodec.write(letter))).isEqualTo(letter);
    }

    @Test
    void theStageIsWhereTheReasonArises() {
        assertThat(letter("{}").stage()).isEqualTo(Stage.VALIDATION);
        CollectorException conflict = CollectorException.invalid(Reason.TYPE_CONFLICT, "properties.a", "conflict");
        assertThat(DeadLetters.of(SOURCE, "", "track", "{}", conflict, 1).stage())
                .isEqualTo(Stage.SCHEMA);
    }

    private static DeadLetter letter(String json) {
        try {
            return DeadLetters.of(SOURCE, "key", "track", new JsonMapper().readTree(json), json, rejection(), 1);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static CollectorException rejection() {
        return CollectorException.invalid(Reason.MISSING_FIELD, "event", "event is missing");
    }
}
