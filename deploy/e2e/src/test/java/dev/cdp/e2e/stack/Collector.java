package dev.cdp.e2e.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Posts bodies to the collector as they are; no SDK tidies them up. */
public final class Collector {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
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
        return send(HttpRequest.newBuilder(URI.create(url + "/ready"))
                                .timeout(Duration.ofSeconds(5))
                                .build())
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
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(text));
        if (key != null) {
            request.header("Authorization", "Basic " + base64(key + ":"));
        }
        return send(request.build());
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), Json.parse(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
