package dev.cdp.admin.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cdp.admin.OneLine;
import dev.cdp.admin.config.FlinkSettings;
import dev.cdp.admin.error.Problem;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** Asks Flink's REST interface. */
@Singleton
public class Flink {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    /** The job's main asks Kafka and ClickHouse before it submits. */
    private static final Duration SUBMISSION = Duration.ofSeconds(90);

    private final FlinkSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    public Flink(FlinkSettings settings) {
        this.settings = settings;
    }

    public String url() {
        return settings.url();
    }

    /** @throws Problem when there is no such thing, or Flink does not answer */
    public JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(settings.url() + path)));
    }

    /** As {@link #get}, but missing when there is no such thing. */
    public JsonNode find(String path) {
        HttpResponse<String> answer =
                answer(HttpRequest.newBuilder(URI.create(settings.url() + path)), settings.timeout());
        return answer.statusCode() == NOT_FOUND ? MissingNode.getInstance() : accepted(answer);
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

    /**
     * Runs a jar.
     *
     * @throws Problem with the reason of the job's main, when that refuses to start
     */
    public JsonNode submit(String path, JsonNode body) {
        HttpResponse<String> answer = answer(
                HttpRequest.newBuilder(URI.create(settings.url() + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())),
                SUBMISSION);
        if (answer.statusCode() / 100 != 2) {
            throw Problem.conflict("", "Flink does not start it: " + reason(answer.body()));
        }
        return json(answer.body());
    }

    /** Uploads a jar under a name. */
    public JsonNode upload(Path jar, String name) {
        String boundary = "cdp" + UUID.randomUUID();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"" + name
                + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        try {
            return send(HttpRequest.newBuilder(URI.create(settings.url() + "/jars/upload"))
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .POST(HttpRequest.BodyPublishers.concat(
                            HttpRequest.BodyPublishers.ofString(head),
                            HttpRequest.BodyPublishers.ofFile(jar),
                            HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))));
        } catch (FileNotFoundException e) {
            throw Problem.conflict("", "the file that CDP_JOB_JAR names can't be read");
        }
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpResponse<String> answer = answer(request, settings.timeout());
        if (answer.statusCode() == NOT_FOUND) {
            throw Problem.notFound("job");
        }
        return accepted(answer);
    }

    private static JsonNode accepted(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw Problem.unavailable("Flink refuses the request", new IOException(answer.body()));
        }
        return json(answer.body());
    }

    /** Flink answers errors as a list of stack traces: the innermost cause is what the job's main said. */
    private static String reason(String body) {
        JsonNode errors = json(body).path("errors");
        String trace = errors.path(errors.size() - 1).asText("");
        return trace.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((first, last) -> last)
                .map(line -> line.replaceFirst("^Caused by: [\\w.$]+: ", ""))
                .map(OneLine::of)
                .orElse("see the JobManager's log");
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private HttpResponse<String> answer(HttpRequest.Builder request, Duration timeout) {
        try {
            return http.send(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw Problem.unavailable("Flink does not answer: try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("interrupted while asking Flink", e);
        }
    }
}
