package dev.cdp.admin.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.admin.config.FlinkSettings;
import dev.cdp.admin.error.Problem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks Flink's REST interface. */
@Singleton
public class Flink {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    private final FlinkSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    Flink(FlinkSettings settings) {
        this.settings = settings;
    }

    public String url() {
        return settings.url();
    }

    /** @throws Problem when there is no such thing, or Flink does not answer */
    public JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(settings.url() + path)));
    }

    public JsonNode post(String path, JsonNode body) {
        return send(HttpRequest.newBuilder(URI.create(settings.url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    public void patch(String path) {
        send(HttpRequest.newBuilder(URI.create(settings.url() + path))
                .method("PATCH", HttpRequest.BodyPublishers.noBody()));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.timeout(settings.timeout()).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == NOT_FOUND) {
                throw Problem.notFound("job");
            }
            if (answer.statusCode() / 100 != 2) {
                throw Problem.unavailable("Flink refuses the request", new IOException(answer.body()));
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw Problem.unavailable("Flink does not answer: try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("interrupted while asking Flink", e);
        }
    }
}
