package dev.cdp.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** One event that is sent like a client's and looked for in ClickHouse: proof that the whole path works. */
public final class Canary {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String collector;
    private final String clickHouse;
    private final String writeKey;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Takes http://host:port of both ends, and the write key of a source that no one counts. */
    public Canary(String collector, String clickHouse, String writeKey) {
        this.collector = collector;
        this.clickHouse = clickHouse;
        this.writeKey = writeKey;
    }

    /**
     * Sends the event and waits for its row in cdp.events.
     *
     * @return the time from sending to seeing the row
     * @throws IOException when it does not arrive in time; the message says how far it came
     */
    public Duration fly(Duration timeout) throws IOException, InterruptedException {
        String messageId = "canary-" + UUID.randomUUID();
        Instant sent = Instant.now();
        send(messageId);
        while (!isIn("events", messageId)) {
            if (Instant.now().isAfter(sent.plus(timeout))) {
                throw new IOException("The canary event " + messageId + " was accepted, but is not in ClickHouse after "
                        + timeout.toSeconds() + " s. " + trace(messageId));
            }
            Thread.sleep(POLL.toMillis());
        }
        return Duration.between(sent, Instant.now());
    }

    private void send(String messageId) throws IOException, InterruptedException {
        String body = """
                {"messageId": "%s", "anonymousId": "canary", "event": "Canary", "properties": {}}
                """.formatted(messageId);
        String basic = Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(collector + "/v1/track"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "The collector answered " + answer.statusCode() + " to the canary event: " + answer.body());
        }
    }

    private String trace(String messageId) throws IOException, InterruptedException {
        if (isIn("events_raw", messageId)) {
            return "It is in events_raw: look at the jobs cdp-processing and cdp-delivery-clickhouse.";
        }
        return "It is not in events_raw either: look at the job cdp-archive and the collector's log.";
    }

    private boolean isIn(String table, String messageId) throws IOException, InterruptedException {
        String sql = "SELECT count() FROM cdp." + table + " WHERE message_id = '" + messageId + "'";
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(clickHouse))
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofString(sql))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("ClickHouse answered " + answer.statusCode() + ": " + answer.body());
        }
        return !answer.body().strip().equals("0");
    }
}
