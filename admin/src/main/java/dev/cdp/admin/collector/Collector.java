package dev.cdp.admin.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.admin.config.CollectorSettings;
import dev.cdp.admin.error.Problem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends events to the collector as an SDK does, so that they meet its checks. */
@Singleton
public class Collector {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CollectorSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    Collector(CollectorSettings settings) {
        this.settings = settings;
    }

    /**
     * Imports events.
     *
     * @return why it was refused, by index; those that are not named were accepted
     * @throws Problem when none of them was looked at: try again later
     */
    public Map<Integer, String> importBatch(String writeKey, List<ObjectNode> events) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("batch").addAll(events);
        HttpResponse<String> answer = post("/v1/import", writeKey, body.toString());
        Map<Integer, String> refused = new HashMap<>();
        if (answer.statusCode() == 200) {
            read(answer.body())
                    .path("rejected")
                    .forEach(one -> refused.put(
                            one.path("index").asInt(), one.path("error").asText()));
            return refused;
        }
        if (answer.statusCode() == 429 || answer.statusCode() >= 500) {
            throw Problem.unavailable("the collector takes nothing at present: " + answer.statusCode(), null);
        }
        String reason = read(answer.body()).path("error").asText("status " + answer.statusCode());
        for (int i = 0; i < events.size(); i++) {
            refused.put(i, reason);
        }
        return refused;
    }

    private HttpResponse<String> post(String path, String writeKey, String body) {
        String basic = Base64.getEncoder().encodeToString((writeKey + ':').getBytes(StandardCharsets.UTF_8));
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(settings.url() + path))
                            .timeout(settings.timeout())
                            .header("Authorization", "Basic " + basic)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw Problem.unavailable("the collector does not answer: try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("interrupted while asking the collector", e);
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
