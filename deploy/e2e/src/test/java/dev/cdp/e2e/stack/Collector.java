package dev.cdp.e2e.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Posts bodies to the collector as they are; no SDK tidies them up. */
public final class Collector {
    private final Http http = new Http();
    private final String url;
    private final String writeKey;

    /** Status and body of an answer. */
    public record Answer(int status, JsonNode body) {}

    Collector(String url, String writeKey) {
        this.url = url;
        this.writeKey = writeKey;
    }

    public String url() {
        return url;
    }

    /** Whether Kafka, Redis and PostgreSQL are there for it. */
    public boolean isReady() {
        return send(HttpRequest.newBuilder(URI.create(url + "/ready")), Duration.ofSeconds(5))
                        .status()
                == 200;
    }

    /** Posts with the write key of the demo source. */
    public Answer post(String path, Object body) {
        return post(path, body, writeKey);
    }

    /**
     * Posts a body.
     *
     * @param body text as it is, anything else as JSON
     * @param key write key, or null for no credentials at all
     */
    public Answer post(String path, Object body, String key) {
        String text = body instanceof String string ? string : Json.of(body).toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(text));
        if (key != null) {
            request.header("Authorization", "Basic " + base64(key + ":"));
        }
        return send(request, Duration.ofSeconds(30));
    }

    private Answer send(HttpRequest.Builder request, Duration patience) {
        HttpResponse<String> answer = http.send(request, patience);
        return new Answer(answer.statusCode(), Json.parse(answer.body()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
