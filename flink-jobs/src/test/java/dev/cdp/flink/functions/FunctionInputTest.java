package dev.cdp.flink.functions;

import static dev.cdp.flink.Events.track;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.contract.ProcessedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionInputTest {
    @Test
    void theServersFactsWinOverTheClients() throws Exception {
        JsonNode input = input("""
                {"type":"identify","messageId":"mine","anonymousId":"x","userId":"null","event":"Product Viewed",
                 "receivedAt":"1999-01-01T00:00:00Z","properties":{"userId":"kept"}}""", "anna \"the\" u1");

        assertThat(input.path("type").asText()).isEqualTo("track");
        assertThat(input.path("messageId").asText()).isEqualTo("m1");
        assertThat(input.path("anonymousId").asText()).isEqualTo("anna");
        assertThat(input.path("userId").asText()).isEqualTo("anna \"the\" u1");
        assertThat(input.path("receivedAt").asText()).startsWith("20").contains("T12:00:00");
        assertThat(input.path("event").asText()).isEqualTo("Product Viewed");
        assertThat(input.path("properties").path("userId").asText()).isEqualTo("kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{ }", "{\n}"})
    void emptyEventIsStillAnObject(String payload) throws Exception {
        JsonNode input = input(payload, "");
        assertThat(input.path("messageId").asText()).isEqualTo("m1");
        assertThat(input.path("userId").isNull()).isTrue();
    }

    private static JsonNode input(String payload, String userId) throws Exception {
        ProcessedEvent event = new ProcessedEvent(
                userId, null, track("m1").anonymous("anna").payload(payload).envelope());
        return new ObjectMapper().readTree(FunctionInput.of(event));
    }
}
