package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.RawConnection;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests whose end two servers could see in different places. */
class SmugglingIT {
    private static final String KEY = TestCollector.basic("write-key-of-acme");

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

    /** In each, BODY is an event's JSON, LEN its length; ~ stands for CR LF. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "length and chunks        | POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length: LEN~Transfer-Encoding: chunked~~0~~",
                "chunks and length        | POST /v1/page HTTP/1.1~Host: x~AUTH~Transfer-Encoding: chunked~Content-Length: 3~~0~~",
                "two lengths              | POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length: LEN~Content-Length: 0~~BODY",
                "a list of lengths        | POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length: LEN, 0~~BODY",
                "the same length twice    | POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length: LEN~Content-Length: LEN~~BODY",
                "a length with a sign     | POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length: +LEN~~BODY",
                "a negative length        | POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length: -1~~BODY",
                "a length in hex          | POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length: 0x10~~BODY",
                "a huge length            | POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length: 99999999999999999999~~BODY",
                "chunked, identity        | POST /v1/page HTTP/1.1~Host: x~AUTH~Transfer-Encoding: chunked, identity~~0~~",
                "gzip, chunked            | POST /v1/page HTTP/1.1~Host: x~AUTH~Transfer-Encoding: gzip, chunked~~0~~",
                "chunked twice            | POST /v1/page HTTP/1.1~Host: x~AUTH~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~",
                "an unknown encoding      | POST /v1/page HTTP/1.1~Host: x~AUTH~Transfer-Encoding: xchunked~Content-Length: LEN~~BODY",
                "chunks in HTTP/1.0       | POST /v1/page HTTP/1.0~Host: x~AUTH~Transfer-Encoding: chunked~~0~~",
                "a folded header          | POST /v1/page HTTP/1.1~Host: x~AUTH~X-Fold: a~ b~Content-Length: LEN~~BODY",
                "a folded encoding        | POST /v1/page HTTP/1.1~Host: x~AUTH~Transfer-Encoding:~ chunked~~0~~",
                "a first header folded    | POST /v1/page HTTP/1.1~ Host: x~AUTH~Content-Length: LEN~~BODY",
                "a space before the colon | POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length : LEN~~BODY",
                "a tab before the colon   | POST /v1/page HTTP/1.1~Host: x~AUTH~Transfer-Encoding\t: chunked~~0~~",
                "a header without a colon | POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length~~BODY",
                "a bare LF in the head    | POST /v1/page HTTP/1.1~Host: x~AUTH~X: y\\nContent-Length: LEN~~BODY",
                "a bare LF at its end     | POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length: LEN\\n\\nBODY",
                "a bare CR                | POST /v1/page HTTP/1.1~Host: x~AUTH~X: y\\rZ: z~Content-Length: LEN~~BODY",
                "a NUL in a header        | POST /v1/page HTTP/1.1~Host: x~AUTH~X: a\0b~Content-Length: LEN~~BODY",
                "a chunk size with a sign | POST /v1/page HTTP/1.1~Host: x~AUTH~Transfer-Encoding: chunked~~+5~BODY~0~~",
                "a chunk size in 0x       | POST /v1/page HTTP/1.1~Host: x~AUTH~Transfer-Encoding: chunked~~0x5~BODY~0~~",
                "a negative chunk size    | POST /v1/page HTTP/1.1~Host: x~AUTH~Transfer-Encoding: chunked~~-1~BODY~0~~",
                "a huge chunk size        | POST /v1/page HTTP/1.1~Host: x~AUTH~Transfer-Encoding: chunked~~ffffffffffffffff~BODY~0~~",
                "a chunk longer than said | POST /v1/page HTTP/1.1~Host: x~AUTH~Transfer-Encoding: chunked~~2~{}xx~0~~",
                "a chunk ended by LF      | POST /v1/page HTTP/1.1~Host: x~AUTH~Transfer-Encoding: chunked~~2\\n{}\\n0\\n\\n",
                "a NUL before the line    | <00>POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length: LEN~~BODY",
                "a control before it      | <01>POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length: LEN~~BODY",
                "a NUL behind empty lines | ~~<00>POST /v1/page HTTP/1.1~Host: x~AUTH~Content-Length: LEN~~BODY",
                "two hosts                | POST /v1/page HTTP/1.1~Host: x~Host: y~AUTH~Content-Length: LEN~~BODY",
                "no host                  | POST /v1/page HTTP/1.1~AUTH~Content-Length: LEN~~BODY",
                "a host that is none      | POST /v1/page HTTP/1.1~Host: x/?a=<b>~AUTH~Content-Length: LEN~~BODY",
                "no version               | POST /v1/page~Host: x~AUTH~Content-Length: LEN~~BODY",
                "another protocol         | PRI * HTTP/2.0~~SM~~",
                "TLS                      | \u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001ü~~"
            })
    void whatIsUnclearIsRefusedAndNothingBehindItIsRead(String name, String unclear) {
        String event = event("first");
        String sent = unclear.replace("AUTH", "Authorization: " + KEY)
                .replace("LEN", Integer.toString(event.length()))
                .replace("BODY", event)
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("<00>", "\0") // which would be trimmed away above
                .replace("<01>", "\u0001")
                .replace("~", "\r\n");
        try (RawConnection connection = RawConnection.open(collector.port())) {
            RawConnection.Answers answers =
                    connection.send(sent + request(event("second"))).untilClosed();
            assertThat(answers.statuses()).hasSize(1).allMatch(status -> status >= 400 && status < 500);
            assertThat(answers.text()).containsIgnoringCase("connection: close").contains("{\"error\":");
        }
        assertThat(KafkaRecords.events(stored -> stored.messageId().endsWith(id)))
                .isEmpty();
    }

    @Test
    void emptyLinesBeforeARequestArePassedOver() {
        try (RawConnection connection = RawConnection.open(collector.port())) {
            RawConnection.Answers answers = connection
                    .send("\r\n" + request(event("first")) + "\r\nGET /health HTTP/1.1\r\nHost: x\r\n"
                            + "Connection: close\r\n\r\n")
                    .untilClosed();
            assertThat(answers.statuses()).containsExactly(200, 200);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() {
        try (RawConnection connection = RawConnection.open(collector.port())) {
            RawConnection.Answers answers = connection
                    .send(request(event("first"))
                            + "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
                            + request(event("second"))
                            + "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .untilClosed();
            assertThat(answers.statuses()).containsExactly(200, 404, 200, 200);
        }
        assertThat(KafkaRecords.events(stored -> stored.messageId().endsWith(id)))
                .extracting(Envelope::messageId)
                .containsExactlyInAnyOrder("first-" + id, "second-" + id);
    }

    @Test
    void aRefusalWaitsForTheAnswersBeforeIt() {
        try (RawConnection connection = RawConnection.open(collector.port())) {
            RawConnection.Answers answers = connection
                    .send(request(event("first"))
                            + "POST /v1/page HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"
                            + request(event("second")))
                    .untilClosed();
            assertThat(answers.statuses()).containsExactly(200, 413);
        }
        assertThat(KafkaRecords.events(stored -> stored.messageId().endsWith(id)))
                .extracting(Envelope::messageId)
                .containsExactly("first-" + id);
    }

    @Test
    void theRefusalOfABodyWaitsForTheAnswersBeforeItToo() {
        String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
        try (RawConnection connection = RawConnection.open(collector.port())) {
            connection.send(request(event("first")) + request(event("second"))
                    + "POST /v1/batch HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 80; i++) {
                connection.trySend(chunk.getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(connection.untilClosed().statuses()).containsExactly(200, 200, 413);
        }
    }

    @Test
    void whatIsSentAheadAfterTheLastRequestIsNotRead() {
        String last = request(event("first")).replace("Host: x", "Host: x\r\nConnection: close");
        try (RawConnection connection = RawConnection.open(collector.port())) {
            RawConnection.Answers answers =
                    connection.send(last + request(event("second"))).untilClosed();
            assertThat(answers.statuses()).containsExactly(200);
            assertThat(answers.text()).containsIgnoringCase("connection: close");
        }
        assertThat(KafkaRecords.events(stored -> stored.messageId().endsWith(id)))
                .extracting(Envelope::messageId)
                .containsExactly("first-" + id);
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() {
        String event = event("first");
        try (RawConnection connection = RawConnection.open(collector.port())) {
            connection.send("POST /v1/page HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nConnection: close\r\n"
                    + "Authorization: " + KEY + "\r\nContent-Length: " + event.length() + "\r\n\r\n");
            assertThat(connection.answer()).startsWith("HTTP/1.1 100 Continue");
            assertThat(connection.send(event).untilClosed().statuses()).containsExactly(200);
        }
    }

    @Test
    void aBodyMayComeInAnyPieces() {
        String event = event("first");
        StringBuilder chunks = new StringBuilder();
        event.chars().forEach(c -> chunks.append("1;x=y\r\n").append((char) c).append("\r\n"));
        String head = "POST /v1/page HTTP/1.1\r\nHost: x\r\nAuthorization: " + KEY
                + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        try (RawConnection connection = RawConnection.open(collector.port())) {
            for (char c : (head + chunks + "0\r\nTrailer: x\r\n\r\n").toCharArray()) {
                connection.send(String.valueOf(c));
            }
            assertThat(connection.untilClosed().statuses()).containsExactly(200);
        }
        assertThat(KafkaRecords.event("first-" + id).payload().text()).isEqualTo(event);
    }

    private String event(String name) {
        return "{\"userId\":\"u\",\"messageId\":\"%s-%s\"}".formatted(name, id);
    }

    private static String request(String event) {
        return "POST /v1/page HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(KEY, event.length(), event);
    }
}
