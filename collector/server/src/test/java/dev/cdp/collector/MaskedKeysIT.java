package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.CollectorProcess;
import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A key is sent in every place where one can stand, and then looked for wherever it must not be. */
class MaskedKeysIT {
    private static final String PAGE = "/v1/page";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> answers = new ArrayList<>();
    private CollectorProcess collector;

    @Test
    void aKeyIsNowhereToBeFound() throws IOException, InterruptedException {
        String good = "good-" + UUID.randomUUID();
        String wrong = "wrong-" + UUID.randomUUID();
        Services.prepared().addKey(Services.SOURCE, good);
        String last = UUID.randomUUID().toString();
        try (CollectorProcess started =
                CollectorProcess.start(Map.of("LOG_PAYLOAD_ON_SUCCESS", "true")).ready()) {
            collector = started;
            for (String key : List.of(good, wrong)) {
                for (String body : bodies(key)) {
                    send(PAGE, body, "Authorization", TestCollector.basic(key));
                    send(PAGE, body, "Authorization", "Bearer " + key);
                    send(PAGE, body, "X-Write-Key", key);
                    send(PAGE, body, "X-Write-Key", "id:" + key);
                    send(PAGE + "?writeKey=" + key, body);
                    send(PAGE, body);
                    send("/v1/batch", "{\"writeKey\":\"%s\",\"batch\":[%s]}".formatted(key, body));
                }
                String data =
                        Base64.getUrlEncoder().encodeToString(bodies(key).get(1).getBytes(StandardCharsets.UTF_8));
                get("/v1/pixel/page?data=" + data);
                get("/v1/pixel/page?data=x&writeKey=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
                get("/v1/projects/" + key + "/settings/nothing");
                send("/v1/projects/" + key + "/settings", "{}");
                get("/v1//projects//" + key + "/");
                get("/V1/PROJECTS/" + key + "/settings");
            }
            // Their answers name the key that was asked for; the log must not.
            client.send(request("/v1/projects/" + good + "/settings").build(), BodyHandlers.discarding());
            get("/v1/projects/" + wrong + "/settings");
            send(PAGE, "{\"userId\":\"u\",\"messageId\":\"" + last + "\"}", "X-Write-Key", good);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> collector.log().contains(last));
            for (String key : List.of(good, wrong)) {
                assertNowhere(key);
                assertNowhere(Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** One that is fine, and some that are not; all of them name the key, some in an odd place. */
    private static List<String> bodies(String key) {
        String member = "\"writeKey\" : \"" + key + "\"";
        return List.of(
                "{" + member + ",\"userId\":\"u\"}",
                "{" + member + ",\"userId\":\"u\",\"timestamp\":\"never\"}",
                "{" + member + ",\"userId\":\"u\",\"properties\":[\"" + key + "\"]}",
                "{" + member + ",\"name\":\"neither user nor visitor\"}",
                "{" + member + ",\"userId\":\"u\",\"sentAt\":\"2001-01-01T00:00:00Z\"}",
                "{" + member + ",\"userId\":\"" + "u".repeat(300) + "\"}",
                "{" + member + ",\"userId\":",
                "[" + "{" + member + "}]",
                "writeKey=" + key);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + collector.port() + path));
    }

    private void get(String path) throws IOException, InterruptedException {
        keep(request(path));
    }

    private void send(String path, String body, String... header) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
        if (header.length > 0) {
            request.headers(header);
        }
        keep(request);
    }

    private void keep(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        answers.add(answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
    }

    private void assertNowhere(String secret) {
        assertThat(answers).noneMatch(answer -> answer.contains(secret));
        assertThat(collector.log()).doesNotContain(secret);
        assertThat(collector.metrics()).doesNotContain(secret);
        assertThat(KafkaRecords.records(Topics.DEAD_LETTERS))
                .noneMatch(stored -> text(stored).contains(secret));
    }

    private static String text(ConsumerRecord<String, byte[]> stored) {
        return stored.key() + " " + new String(stored.value(), StandardCharsets.UTF_8);
    }
}
