package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/** What the service answered. */
record Answer(HttpResponse<String> response) {
    private static final ObjectMapper JSON = new ObjectMapper();

    int status() {
        return response.statusCode();
    }

    JsonNode json() {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + response.body(), e);
        }
    }

    /** A text of the body, by a path such as source/id. */
    String text(String path) {
        return json().at("/" + path).asText();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    Answer expect(int status) {
        assertThat(status())
                .as(response.request() + " answered " + response.body())
                .isEqualTo(status);
        return this;
    }
}
