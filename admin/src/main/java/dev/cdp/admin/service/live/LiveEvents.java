package dev.cdp.admin.service.live;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.kafka.Tail;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Follows events for clients. Each has a consumer and a thread of its own, which reads on only when the client has taken
 * what it was given: a slow client holds up itself alone, holds a poll's records at most, and is told what it missed.
 */
@Singleton
public class LiveEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final int MOST = 20;
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final AtomicInteger following = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "live");
        thread.setDaemon(true);
        return thread;
    });

    LiveEvents(KafkaSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        metrics.gauge("cdp.admin.live.followers", following);
    }

    /**
     * What a follower is told.
     *
     * @param position to go on from
     * @param event null where it is none
     * @param skipped records that were left out, as the follower was too slow
     */
    public record News(String position, LiveEvent event, long skipped) {
        public boolean isHeartbeat() {
            return event == null && skipped == 0;
        }
    }

    /**
     * Follows until the subscriber goes away.
     *
     * @param position of the last news; empty: from now on
     * @throws Problem when too many follow, or Kafka does not answer
     */
    public Publisher<News> follow(LiveFilter filter, String position) {
        if (following.incrementAndGet() > MOST) {
            following.decrementAndGet();
            throw Problem.unavailable("too many follow live events: try again later", null);
        }
        Tail tail;
        try {
            tail = Tail.of(settings, filter.topic(), position);
        } catch (RuntimeException e) {
            following.decrementAndGet();
            throw e;
        }
        return Flux.create(sink -> threads.execute(() -> follow(sink, tail, filter)), FluxSink.OverflowStrategy.BUFFER);
    }

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }

    private void follow(FluxSink<News> sink, Tail tail, LiveFilter filter) {
        try (tail) {
            long told = System.nanoTime();
            // At once, so that the client knows that it is connected, and from where to go on.
            sink.next(new News(tail.position(), null, 0));
            while (!sink.isCancelled() && !Thread.currentThread().isInterrupted()) {
                if (sink.requestedFromDownstream() == 0) {
                    Thread.sleep(WAIT.toMillis());
                    continue;
                }
                long skipped = tail.skipWhenFarBehind();
                if (skipped > 0) {
                    sink.next(new News(tail.position(), null, skipped));
                }
                for (ConsumerRecord<byte[], byte[]> record : tail.poll(WAIT)) {
                    filter.pick(record).ifPresent(event -> sink.next(new News(tail.position(), event, 0)));
                }
                if (System.nanoTime() - told > HEARTBEAT.toNanos()) {
                    sink.next(new News(tail.position(), null, 0));
                    told = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            // The client comes again, with the position that it had.
            LOG.warn("live events end: {}", e.toString());
        } finally {
            following.decrementAndGet();
            sink.complete();
        }
    }
}
