package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.EventType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelIT {
    private static final String KEY = "&writeKey=" + Services.WRITE_KEY;
    private static TestCollector collector;

    private final String id = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        collector = TestCollector.start();
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @ParameterizedTest
    @EnumSource
    void anImageIsAnEventOfItsType(EventType type) throws IOException {
        String event =
                "{\"messageId\":\"%s\",\"userId\":\"u\",\"previousId\":\"p\",\"groupId\":\"g\",\"event\":\"e\",\"writeKey\":\"%s\"}"
                        .formatted(id, Services.WRITE_KEY);
        HttpResponse<byte[]> answer = collector.getBytes("/v1/pixel/" + type.wireName() + "?data=" + base64Url(event));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertIsThePixel(answer);
        assertThat(KafkaRecords.event(id).type()).isEqualTo(type);
        assertThat(KafkaRecords.event(id).payload().text()).doesNotContain(Services.WRITE_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "standard", "padded", "unescaped plus", "json"})
    void dataIsTakenInEveryFormThatIsInUse(String form) {
        // Of these characters base64 needs both plus and slash.
        String event = "{\"messageId\":\"%s\",\"userId\":\"u?>>~~\u00fc\u00ff\u00fb\u00be\"}".formatted(id);
        String standard = Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));
        String data =
                switch (form) {
                    case "url" -> base64Url(event);
                    case "standard" -> escaped(standard.replace("=", ""));
                    case "padded" -> escaped(standard);
                    case "unescaped plus" -> standard.replace("=", "%3D");
                    default -> escaped(event);
                };
        assertThat(collector.getBytes("/v1/pixel/page?data=" + data + KEY).statusCode())
                .isEqualTo(200);
        assertThat(KafkaRecords.event(id).userId()).isEqualTo("u?>>~~\u00fc\u00ff\u00fb\u00be");
    }

    @Test
    void aRefusedEventIsADeadLetterAndTheAnswerIsTheImageAllTheSame() throws IOException {
        String event = "{\"messageId\":\"%s\",\"userId\":\"u\"}".formatted(id);
        HttpResponse<byte[]> answer = collector.getBytes("/v1/pixel/track?data=" + base64Url(event) + KEY);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertIsThePixel(answer);
        assertThat(KafkaRecords.deadLetters(letter -> letter.messageId().equals(id)))
                .singleElement()
                .satisfies(letter -> assertThat(letter.field()).isEqualTo("event"))
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(Reason.MISSING_FIELD))
                .satisfies(letter -> assertThat(letter.payload()).isEqualTo(event));
    }

    @Test
    void whatIsNoBase64IsADeadLetterAsItWas() throws IOException {
        HttpResponse<byte[]> answer = collector.getBytes("/v1/pixel/track?data=%25" + id + KEY);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertIsThePixel(answer);
        assertThat(KafkaRecords.deadLetters(letter -> letter.payload().equals("%" + id)))
                .singleElement()
                .extracting(DeadLetter::reason)
                .isEqualTo(Reason.MALFORMED_JSON);
    }

    @Test
    void theStatusIsTheTrueOne() throws IOException {
        String event = "{\"messageId\":\"%s\",\"userId\":\"u\"}".formatted(id);
        String late =
                "{\"userId\":\"u\",\"sentAt\":\"%s\"}".formatted(Instant.now().minus(Duration.ofHours(25)));
        assertStatus(401, "/v1/pixel/page?data=" + base64Url(event));
        assertStatus(401, "/v1/pixel/page?data=" + base64Url(event) + "&writeKey=wrong");
        assertStatus(404, "/v1/pixel/wish?data=" + base64Url(event) + KEY);
        assertStatus(422, "/v1/pixel/page?data=" + base64Url(late) + KEY);
        assertStatus(400, "/v1/pixel/page?data=" + KEY);
        assertStatus(400, "/v1/pixel/page?x=1" + KEY);
        assertThat(KafkaRecords.events(stored -> stored.messageId().equals(id))).isEmpty();
    }

    @Test
    void askingAboutTheImageIsNoEvent() {
        String event = "{\"messageId\":\"%s\",\"userId\":\"u\"}".formatted(id);
        HttpResponse<String> head = collector.send(collector
                .request("/v1/pixel/page?data=" + base64Url(event) + KEY)
                .method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(405);
        assertThat(KafkaRecords.events(stored -> stored.messageId().equals(id))).isEmpty();
    }

    private static void assertStatus(int status, String path) throws IOException {
        HttpResponse<byte[]> answer = collector.getBytes(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertIsThePixel(answer);
    }

    private static void assertIsThePixel(HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/gif");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())))
                .satisfies(image -> assertThat(image.getWidth()).isEqualTo(1))
                .satisfies(image -> assertThat(image.getHeight()).isEqualTo(1));
    }

    private static String base64Url(String event) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(event.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
