package dev.cdp.collector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.CollectorProcess;
import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Load;
import dev.cdp.collector.testing.Services;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A power loss as it looks afterwards: the collector is killed under load while Kafka is away, and the
 * last segment is cut off behind what the collector said was synced.
 */
class TruncatedUnderLoadIT {
    private static final Logger LOG = LoggerFactory.getLogger(TruncatedUnderLoadIT.class);
    private static final String SYNCED = "cdp_collector_journal_synced_position";

    private final String id = UUID.randomUUID().toString();
    private final Path directory = Services.newJournal();

    /** An event in the journal's files. */
    private record Stored(String messageId, long position, long start) {}

    @Test
    void withIntervalWhatIsMissingIsExactlyWhatWasNotSynced() throws IOException {
        CollectorProcess collector = CollectorProcess.start(Map.of(
                        "JOURNAL_DIR",
                        directory.toString(),
                        "JOURNAL_FSYNC",
                        "interval",
                        "JOURNAL_FSYNC_INTERVAL",
                        "2s"))
                .ready();
        try (Load load = Load.start(id, 4, () -> collector)) {
            TestServices.kafka().kill();
            long before = collector.metric(SYNCED);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> collector.metric(SYNCED) > before + 100);
            // Behind the last sync, and before the next.
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> collector.metric("cdp_collector_journal_unsynced") > 100);
            long synced = collector.metric(SYNCED);
            collector.kill();
            load.stop();

            List<Stored> written = stored();
            cut(written, synced);
            Set<String> kept = ids(written, 0, synced);
            Set<String> cutOff = ids(written, synced, Long.MAX_VALUE);
            Set<String> answered =
                    load.acceptedByClient().stream().flatMap(List::stream).collect(Collectors.toSet());
            TestServices.kafka().restart();
            try (CollectorProcess next = collector.again().ready()) {
                Set<String> inKafka = KafkaRecords.events(
                                event -> event.messageId().startsWith(id))
                        .stream()
                        .map(Envelope::messageId)
                        .collect(Collectors.toSet());
                LOG.info("{} answered 200, {} synced, {} cut off", answered.size(), kept.size(), cutOff.size());
                assertThat(cutOff).isNotEmpty();
                assertThat(inKafka).containsAll(kept).doesNotContainAnyElementsOf(cutOff);
                answered.removeAll(inKafka);
                assertThat(cutOff).containsAll(answered);
                assertThat(next.metric("cdp_collector_journal_lost_total")).isZero();
            }
        } finally {
            TestServices.kafka().restart();
            collector.close();
        }
    }

    private List<Stored> stored() throws IOException {
        List<Stored> stored = new ArrayList<>();
        Path file = onlySegment();
        try (FileChannel channel = FileChannel.open(file)) {
            Segment segment = segment(file, channel);
            try (SegmentScanner scanner = new SegmentScanner(segment, SegmentHeader.BYTES, (at, bytes) -> {})) {
                long start = scanner.offset();
                for (Frame frame = scanner.next(channel.size()); frame != null; frame = scanner.next(channel.size())) {
                    stored.add(new Stored(messageId(frame), frame.position(), start));
                    start = frame.end();
                }
            }
        }
        return stored;
    }

    private static Segment segment(Path file, FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.BYTES);
        channel.read(bytes, 0);
        SegmentHeader header = SegmentHeader.read(bytes.flip());
        return new Segment(file, header.first(), header.salt(), new Segment.End(channel.size(), header.first() - 1));
    }

    private static String messageId(Frame frame) {
        return RecordCodec.read(frame.payload()).headers().stream()
                .filter(header -> header.name().equals(RoutingHeaders.MESSAGE_ID))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private void cut(List<Stored> written, long from) throws IOException {
        long at = written.stream()
                .filter(stored -> stored.position() >= from)
                .mapToLong(Stored::start)
                .min()
                .orElseThrow();
        try (FileChannel channel = FileChannel.open(onlySegment(), StandardOpenOption.WRITE)) {
            channel.truncate(at);
        }
    }

    private Set<String> ids(List<Stored> written, long from, long to) {
        return written.stream()
                .filter(stored -> stored.position() >= from && stored.position() < to)
                .map(Stored::messageId)
                .filter(messageId -> messageId.startsWith(id))
                .collect(Collectors.toSet());
    }

    private Path onlySegment() throws IOException {
        List<Path> segments = Journals.segments(directory);
        assertThat(segments).hasSize(1);
        return segments.get(0);
    }
}
