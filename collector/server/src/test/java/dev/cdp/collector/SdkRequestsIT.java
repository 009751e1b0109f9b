package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.Channel;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests as the published packages send them. */
class SdkRequestsIT {
    private static TestCollector collector;

    private final String id = UUID.randomUUID().toString();
    private final String now = Instant.now().toString();

    @BeforeAll
    static void start() {
        collector = TestCollector.start();
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @Test
    void segmentNodeSendsAllTypesInOneBatch() {
        String batch = json("""
                {"batch":[
                  {"type":"track","userId":"u1","event":"Order Completed","properties":{"total":9.5},"timestamp":"NOW","messageId":"node-next-1-ID","context":{"library":{"name":"@segment/analytics-node","version":"3.1.0"}},"integrations":{},"_metadata":{"nodeVersion":"20"}},
                  {"type":"identify","userId":"u1","traits":{"email":"a@b.c"},"timestamp":"NOW","messageId":"node-next-2-ID","context":{},"integrations":{}},
                  {"type":"page","userId":"u1","name":"Home","properties":{"path":"/"},"timestamp":"NOW","messageId":"node-next-3-ID","context":{},"integrations":{}},
                  {"type":"screen","userId":"u1","name":"Start","properties":{},"timestamp":"NOW","messageId":"node-next-4-ID","context":{},"integrations":{}},
                  {"type":"group","userId":"u1","groupId":"g1","traits":{"plan":"x"},"timestamp":"NOW","messageId":"node-next-5-ID","context":{},"integrations":{}},
                  {"type":"alias","userId":"u1","previousId":"p1","timestamp":"NOW","messageId":"node-next-6-ID","context":{},"integrations":{}}],
                 "writeKey":"KEY","sentAt":"NOW"}""");
        HttpResponse<String> answer = collector.send(collector
                .request("/v1/batch")
                .header("Content-Type", "application/json")
                .header("User-Agent", "analytics-node-next/3.1.0")
                .header("Authorization", TestCollector.basic(Services.WRITE_KEY))
                .POST(BodyPublishers.ofString(batch)));
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        EventType[] types = {
            EventType.TRACK, EventType.IDENTIFY, EventType.PAGE, EventType.SCREEN, EventType.GROUP, EventType.ALIAS
        };
        for (int i = 0; i < types.length; i++) {
            Envelope event = KafkaRecords.event("node-next-" + (i + 1) + "-" + id);
            assertThat(event.type()).isEqualTo(types[i]);
            assertThat(event.anonymousId()).isEmpty();
            assertThat(event.sentAt()).isEqualTo(Instant.parse(now).toEpochMilli());
            assertThat(event.payload().text()).doesNotContain(Services.WRITE_KEY);
        }
        assertThat(KafkaRecords.event("node-next-6-" + id).partitionKey()).isEqualTo("acme:p1");
    }

    @Test
    void rudderNodeSendsGzippedJsonAsAForm() throws IOException {
        String batch = json("""
                {"batch":[{"type":"track","userId":"u2","event":"Rudder Event","channel":"server","properties":{"n":1},"originalTimestamp":"NOW","sentAt":"NOW","messageId":"rudder-ID","context":{"library":{"name":"@rudderstack/rudder-sdk-node"}}}],
                 "timestamp":"NOW","sentAt":"NOW"}""");
        HttpResponse<String> answer = collector.send(collector
                .request("/v1/batch")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Content-Encoding", "gzip")
                .header("User-Agent", "analytics-node/3.0.13")
                .header("Authorization", TestCollector.basic(Services.WRITE_KEY))
                .POST(BodyPublishers.ofByteArray(gzip(batch))));
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(KafkaRecords.event("rudder-" + id).originalTimestamp())
                .isEqualTo(Instant.parse(now).toEpochMilli());
    }

    @Test
    void segmentJavaSendsItsKeyInTheBodyAndOneContextForAll() {
        String batch = json("""
                {"batch":[{"type":"track","userId":"u3","event":"Java Event","properties":{},"messageId":"java-ID","timestamp":"2019-01-01T00:00:00.000Z","context":{"ip":"8.8.8.8"}}],
                 "sentAt":"2019-01-01T00:00:00.000Z","context":{"library":{"name":"analytics-java","version":"3.5.4"}},"sequence":1,"writeKey":"KEY"}""");
        HttpResponse<String> answer = collector.send(collector
                .request("//v1/import/")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(batch)));
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        Envelope event = KafkaRecords.event("java-" + id);
        assertThat(event.channel()).isEqualTo(Channel.IMPORT);
        assertThat(event.payload().text())
                .contains(
                        "\"context\":{\"library\":{\"name\":\"analytics-java\",\"version\":\"3.5.4\"},\"ip\":\"8.8.8.8\"}");
    }

    @Test
    void jitsuSendsAnIdAndASecretAndMasksTheBodysKey() {
        String event = json("""
                {"type":"track","event":"Jitsu Event","userId":null,"anonymousId":"j1","messageId":"ID","writeKey":"acme:***","sentAt":"NOW","timestamp":"NOW","properties":{"a":"b"},"context":{"library":{"name":"@jitsu/js"}}}""");
        HttpResponse<String> answer = collector.send(collector
                .request("/api/s/track")
                .header("Content-Type", "application/json")
                .header("X-Write-Key", "acme:" + Services.WRITE_KEY)
                .POST(BodyPublishers.ofString(event)));
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(KafkaRecords.event(id).anonymousId()).isEqualTo("j1");
        assertThat(KafkaRecords.event(id).payload().text()).doesNotContain("writeKey");
    }

    @Test
    void segmentsBrowserLibrarySendsPlainTextBeacons() {
        String event = json("""
                {"timestamp":"NOW","integrations":{},"userId":"u5","anonymousId":"b1","event":"Browser Event","type":"track","properties":{},"context":{"page":{"path":"/","search":""},"userAgent":"x","locale":"en"},"messageId":"ajs-next-ID","writeKey":"KEY","sentAt":"NOW","_metadata":{"bundled":["Segment.io"],"unbundled":[],"bundledIds":[]}}""");
        HttpResponse<String> answer = collector.send(collector
                .request("/v1/t")
                .header("Content-Type", "text/plain")
                .header("Origin", "https://shop.example")
                .header("X-Retry-Count", "1")
                .header("Authorization", TestCollector.basic(Services.WRITE_KEY))
                .POST(BodyPublishers.ofString(event)));
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        Envelope stored = KafkaRecords.event("ajs-next-" + id);
        assertThat(stored.userId()).isEqualTo("u5");
        assertThat(stored.payload().text()).doesNotContain(Services.WRITE_KEY);
    }

    private String json(String template) {
        return template.replace("NOW", now)
                .replace("ID\"", id + "\"")
                .replace("\"KEY\"", "\"" + Services.WRITE_KEY + "\"");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
