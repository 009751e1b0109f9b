package dev.cdp.flink.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.contract.FunctionLine;
import dev.cdp.contract.FunctionLineCodec;
import dev.cdp.contract.Topics;
import dev.cdp.flink.kafka.KafkaCluster;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries lines to {@link Topics#FUNCTION_LOG}, where the console reads them. Whoever logs never waits: a thread of its
 * own hands them to Kafka, and what finds no place, as Kafka is away, is in the TaskManager's log alone. There is no
 * producer before the first line.
 */
final class LogTopic implements Consumer<FunctionLine>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogTopic.class);
    private static final int MOST_WAITING = 1_000;
    private static final Duration LAST_LINES = Duration.ofSeconds(2);

    private final BlockingQueue<FunctionLine> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final KafkaCluster kafka;
    private final Thread thread;
    private KafkaProducer<byte[], byte[]> producer;
    private boolean failing;
    private volatile boolean closed;

    LogTopic(KafkaCluster kafka) {
        this.kafka = kafka;
        thread = new Thread(this::carry, "function-log");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void accept(FunctionLine line) {
        waiting.offer(line);
    }

    private void carry() {
        try {
            while (!closed) {
                send(waiting.take());
            }
        } catch (InterruptedException | InterruptException e) {
            // It has been closed.
        } finally {
            if (producer != null) {
                end();
            }
        }
    }

    /** The last lines are those of what made a job end: they are worth a moment. */
    private void end() {
        // Kafka's client looks whether its thread has been interrupted, and would not wait for them.
        Thread.interrupted();
        FunctionLine last = waiting.poll();
        while (last != null && !isFailing()) {
            send(last);
            last = waiting.poll();
        }
        producer.close(LAST_LINES);
    }

    private void send(FunctionLine line) {
        try {
            if (producer == null) {
                producer = kafka.producer();
            }
            producer.send(
                    new ProducerRecord<>(
                            kafka.named(Topics.FUNCTION_LOG),
                            line.key().getBytes(UTF_8),
                            FunctionLineCodec.write(line)),
                    (metadata, failure) -> sent(failure));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            sent(e);
        }
    }

    /** Says once that lines don't get through, and once that they do again. */
    private synchronized void sent(Exception failure) {
        if (failure != null && !failing) {
            LOG.warn("Lines of functions don't reach the console: {}", failure.toString());
        } else if (failure == null && failing) {
            LOG.info("Lines of functions reach the console again");
        }
        failing = failure != null;
    }

    private synchronized boolean isFailing() {
        return failing;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(LAST_LINES.multipliedBy(2).toMillis());
    }
}
