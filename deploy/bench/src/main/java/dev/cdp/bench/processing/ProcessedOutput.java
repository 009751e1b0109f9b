package dev.cdp.bench.processing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.bench.events.AcceptedEvents;
import dev.cdp.bench.events.SampleEvents;
import dev.cdp.bench.stack.CommittedRecords;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import java.util.BitSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds what the processing job has written against what it has read.
 *
 * @param prefix of the topics
 */
record ProcessedOutput(String bootstrapServers, String prefix) {
    /** Reading a whole record costs more than the rest of the check: one of so many. */
    private static final int READ_EVERY = 16;

    /** @throws IllegalStateException unless each event is there once, with its user, and each repetition was told of */
    void check(int records, int repeats) {
        Seen seen = new Seen(records);
        long written = committed(Topics.PROCESSED).forEach(seen::add);
        long events = seen.numbers.cardinality();
        long outcomes = committed(Topics.OUTCOMES).count();
        long deadLetters = committed(Topics.DEAD_LETTERS).count();
        if (written != records - repeats
                || events != written
                || seen.wrong > 0
                || outcomes != repeats
                || deadLetters > 0) {
            throw new IllegalStateException(("VOID: %d records, %d of them repetitions, became %d records of %d events,"
                            + " %d wrong, with %d outcomes of repetitions and %d dead letters")
                    .formatted(records, repeats, written, events, seen.wrong, outcomes, deadLetters));
        }
    }

    private CommittedRecords committed(String topic) {
        return new CommittedRecords(bootstrapServers, prefix + topic);
    }

    /** By the numbers of the events. */
    private static final class Seen {
        private final BitSet numbers;
        private long wrong;

        Seen(int records) {
            numbers = new BitSet(records);
        }

        void add(ConsumerRecord<byte[], byte[]> record) {
            byte[] messageId =
                    record.headers().lastHeader(RoutingHeaders.MESSAGE_ID).value();
            int number = SampleEvents.numberOf(new String(messageId, UTF_8));
            numbers.set(number);
            if (AcceptedEvents.isRepeat(number) || number % READ_EVERY == 0 && !hasItsUser(number, record.value())) {
                wrong++;
            }
        }

        private static boolean hasItsUser(int number, byte[] value) {
            return ProcessedEventCodec.read(value).userId().equals(AcceptedEvents.userOf(number));
        }
    }
}
