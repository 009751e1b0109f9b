package dev.cdp.e2e.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's transactions that recorded savepoints commit once more when a job starts from them. A Kafka that was made anew
 * does not know them, and the connector tries for ever (InvalidPidMappingException); the one of a real installation
 * does, with the producer ids that stand in the savepoints.
 */
final class RecordedTransactions {
    /** Flink's KafkaCommittableSerializer: epoch (2 bytes), producer id (8), transactional id behind its length (2). */
    private static final int HEAD = 2 + 8 + 2;

    /** All jobs' names begin so; a subtask and a counter end the id of a transaction. */
    private static final Pattern NAME = Pattern.compile("cdp-");

    private static final Pattern TRANSACTIONAL_ID = Pattern.compile(".+-\\d+-\\d+");

    /** Far above the ids that a recorded installation has come to; what else precedes such a text is larger. */
    private static final long MOST = 10_000;

    private record Committable(String transactionalId, long producerId) {}

    private RecordedTransactions() {}

    /** To be called before anything else has produced: Kafka counts producer ids up. */
    static void putInto(String bootstrap, Path savepoints)
            throws IOException, ExecutionException, InterruptedException {
        try (Admin kafka = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            long last = -1;
            for (Committable committable : committables(savepoints)) {
                while (last < committable.producerId() - 1) {
                    last = begin(bootstrap, kafka, "recorded-installation-before-" + last);
                }
                last = begin(bootstrap, kafka, committable.transactionalId());
                if (last != committable.producerId()) {
                    throw new IllegalStateException(committable + " got the producer id " + last);
                }
            }
        }
    }

    /** Returns the producer id that the transactional id has got. */
    private static long begin(String bootstrap, Admin kafka, String transactionalId)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "transactional.id", transactionalId);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
        }
        return kafka.describeTransactions(List.of(transactionalId))
                .description(transactionalId)
                .get()
                .producerId();
    }

    private static List<Committable> committables(Path savepoints) throws IOException {
        try (Stream<Path> files = Files.walk(savepoints)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(RecordedTransactions::read)
                    .distinct()
                    .sorted(Comparator.comparingLong(Committable::producerId))
                    .toList();
        }
    }

    private static Stream<Committable> read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return NAME.matcher(new String(bytes, StandardCharsets.ISO_8859_1))
                .results()
                .flatMap(name -> read(bytes, name.start()));
    }

    private static Stream<Committable> read(byte[] bytes, int start) {
        if (start < HEAD) {
            return Stream.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(bytes, start - HEAD, HEAD);
        head.getShort();
        long producerId = head.getLong();
        int length = head.getShort();
        if (producerId < 0 || producerId >= MOST || length <= 0 || start + length > bytes.length) {
            return Stream.empty();
        }
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        return TRANSACTIONAL_ID.matcher(text).matches() ? Stream.of(new Committable(text, producerId)) : Stream.empty();
    }
}
