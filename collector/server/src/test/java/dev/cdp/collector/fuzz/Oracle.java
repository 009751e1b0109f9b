package dev.cdp.collector.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.error.CollectorException.Status;
import dev.cdp.collector.log.LogEntry;
import dev.cdp.collector.service.Receipt;
import dev.cdp.collector.service.Submission;
import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.EventId;
import dev.cdp.contract.Origin;
import dev.cdp.contract.flat.FlatField;
import dev.cdp.contract.flat.FlattenException;
import dev.cdp.contract.flat.Flattener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What must be true of every answer, and of what is appended before it. */
final class Oracle {
    private static final Set<Status> REFUSALS = Set.of(Status.INVALID, Status.TOO_LARGE, Status.LATE);
    private static final List<String> OBJECTS = List.of("properties", "traits", "context");
    private static final int MAX_RECORD = 1_000 * 1024;

    /** As the delivery job reads payloads. */
    private final ObjectReader json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);

    /** A batch may hold events that are not, and are refused alone. */
    private final ObjectReader nearlyJson = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build()
            .readerFor(JsonNode.class);

    private final Flattener flattener = new Flattener(Flattener.Limits.DEFAULT);
    /** Of a request that was answered 200. */
    void accepted(Submission submission, Receipt receipt, List<LogEntry> appended) throws Exception {
        int last = -1;
        for (Receipt.Rejected rejected : receipt.rejected()) {
            assertThat(rejected.index()).isGreaterThan(last);
            assertThat(rejected.error()).isNotBlank();
            last = rejected.index();
        }
        long accepted =
                appended.stream().filter(LogEntry.Accepted.class::isInstance).count();
        if (submission.endpoint().isBatch()) {
            assertThat(accepted + receipt.rejected().size())
                    .isEqualTo(
                            nearlyJson.readTree(submission.body()).path("batch").size());
        } else {
            assertThat(accepted).isEqualTo(1);
            storesWhatWasSent(
                    (ObjectNode) json.readTree(submission.body()), ((LogEntry.Accepted) appended.get(0)).envelope());
        }
        entriesAreWhole(appended);
    }

    /** Of a request that failed. */
    void refused(Submission submission, Throwable failure, List<LogEntry> appended) throws Exception {
        assertThat(failure).isInstanceOf(CollectorException.class);
        CollectorException refusal = (CollectorException) failure;
        assertThat(refusal.status()).isIn(REFUSALS);
        assertThat(refusal.getMessage()).isNotBlank();
        assertThat(refusal.reason().isPresent()).isEqualTo(refusal.status() == Status.INVALID);
        assertThat(appended).hasSize(refusal.status() == Status.INVALID ? 1 : 0);
        assertThat(appended).allMatch(LogEntry.Rejected.class::isInstance);
        entriesAreWhole(appended);
        if (refusal.status() == Status.INVALID) {
            DeadLetter letter = ((LogEntry.Rejected) appended.get(0)).letter();
            assertThat(letter.field()).isEqualTo(refusal.field());
            keepsWhatWasSent(submission, letter);
        }
    }

    private void keepsWhatWasSent(Submission submission, DeadLetter letter) {
        String key = submission.credentials().header().get(0);
        assertThat(letter.payload()).doesNotContain(key);
        String body = new String(submission.body(), StandardCharsets.UTF_8);
        if (!body.contains("writeKey") && !body.contains(key)) {
            assertThat(body).contains(letter.payload());
        }
    }

    private void entriesAreWhole(List<LogEntry> entries) throws Exception {
        for (LogEntry entry : entries) {
            if (entry instanceof LogEntry.Accepted accepted) {
                isWhole(accepted.envelope());
            } else {
                isWhole(((LogEntry.Rejected) entry).letter());
            }
        }
    }

    private void isWhole(Envelope event) throws Exception {
        Envelope stored = withOrigin(event);
        byte[] record = EnvelopeCodec.write(stored);
        assertThat(record).hasSizeLessThan(MAX_RECORD);
        assertThat(EnvelopeCodec.read(record)).isEqualTo(stored);
        assertThat(stored.eventId())
                .isEqualTo(
                        EventId.of(stored.workspaceId(), stored.sourceId(), stored.partitionKey(), stored.messageId()));
        JsonNode payload = json.readTree(stored.payload().utf8());
        assertThat(payload.isObject()).isTrue();
        assertThat(payload.has("writeKey")).isFalse();
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(stored.messageId() + stored.userId() + stored.event()))
                .isTrue();
        fields(payload);
    }

    private static void isWhole(DeadLetter letter) {
        byte[] record = DeadLetterCodec.write(letter);
        assertThat(record).hasSizeLessThan(MAX_RECORD);
        assertThat(DeadLetterCodec.read(record)).isEqualTo(letter);
        assertThat(letter.error()).isNotBlank().hasSizeLessThan(1_000);
        assertThat(letter.messageId()).isNotBlank();
    }

    /** The payload is the event but for its write key, and but for the misfits, which are beside it. */
    private void storesWhatWasSent(ObjectNode sent, Envelope event) throws Exception {
        ObjectNode expected = sent.without("writeKey");
        ObjectNode payload = (ObjectNode) json.readTree(event.payload().utf8());
        JsonNode misfits = payload.path("_misfit");
        if (misfits.isMissingNode()) {
            assertThat(payload).isEqualTo(expected);
        } else {
            Set<String> all = fields(payload);
            misfits.forEach(
                    misfit -> assertThat(all.add(misfit.path("field").asText())).isTrue());
            assertThat(all).isEqualTo(fields(expected));
        }
        if (sent.path("messageId").isTextual()
                && !sent.path("messageId").textValue().isBlank()) {
            assertThat(event.messageId()).isEqualTo(sent.path("messageId").textValue());
        }
    }

    /** Flat names: what the delivery job makes columns of must be there without an exception. */
    private Set<String> fields(JsonNode event) throws FlattenException, IOException {
        Set<String> names = new TreeSet<>();
        for (String object : OBJECTS) {
            if (event.path(object).isObject()) {
                for (FlatField field : flattener.flatten(event.path(object))) {
                    names.add(object + '.' + field.name());
                }
            }
        }
        return names;
    }

    private static Envelope withOrigin(Envelope event) {
        return new Envelope(
                event.eventId(),
                event.workspaceId(),
                event.sourceId(),
                event.messageId(),
                event.type(),
                event.event(),
                event.anonymousId(),
                event.userId(),
                event.previousId(),
                event.channel(),
                event.receivedAt(),
                event.sentAt(),
                event.originalTimestamp(),
                event.timestamp(),
                event.ip(),
                event.userAgent(),
                new Origin("fuzz", 1, 1),
                null,
                event.payload());
    }
}
