package dev.cdp.collector.log;

import dev.cdp.collector.journal.JournalEntry;
import dev.cdp.collector.journal.JournalRecord;
import dev.cdp.collector.journal.JournalRecord.Header;
import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.Origin;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Entries as the journal keeps them and as Kafka will have them. */
final class JournalEntries {
    /** What an event holds beside its payload, about. */
    private static final int ENVELOPE_BYTES = 1_024;

    private static final int HEADERS = 8;

    private JournalEntries() {}

    static JournalEntry of(LogEntry entry) {
        if (entry instanceof LogEntry.Accepted accepted) {
            int size = accepted.envelope().payload().utf8().length + ENVELOPE_BYTES;
            return new JournalEntry.Event(size, origin -> event(accepted, origin));
        }
        return new JournalEntry.Plain(letter(((LogEntry.Rejected) entry).letter()));
    }

    private static JournalRecord event(LogEntry.Accepted accepted, Origin origin) {
        Envelope envelope = accepted.at(origin);
        List<Header> headers = new ArrayList<>(HEADERS);
        RoutingHeaders.of(envelope).forEach((name, value) -> headers.add(new Header(name, value)));
        add(RoutingHeaders.REQUEST_ID, accepted.correlation().requestId(), headers);
        add(RoutingHeaders.TRACEPARENT, accepted.correlation().traceparent(), headers);
        return new JournalRecord(Topics.INGEST, utf8(envelope.partitionKey()), headers, EnvelopeCodec.write(envelope));
    }

    private static void add(String name, String value, List<Header> headers) {
        if (!value.isEmpty()) {
            headers.add(new Header(name, utf8(value)));
        }
    }

    private static JournalRecord letter(DeadLetter letter) {
        return JournalRecord.of(Topics.DEAD_LETTERS, utf8(letter.key()), DeadLetterCodec.write(letter));
    }

    private static byte[] utf8(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
