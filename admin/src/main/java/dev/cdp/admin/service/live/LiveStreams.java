package dev.cdp.admin.service.live;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.admin.config.LiveSettings;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.kafka.Tail;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
 * Follows topics for clients. Each has a consumer and a thread of its own, which reads on only when the client has taken
 * what it was given: a slow client holds up itself alone, holds a poll's records at most, and is told what it missed.
 */
@Singleton
public class LiveStreams {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final KafkaSettings kafka;
    private final LiveSettings settings;
    private final AtomicInteger following = new AtomicInteger();
    private final ConcurrentMap<String, Integer> ofWorkspaces = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "live");
        thread.setDaemon(true);
        return thread;
    });

    LiveStreams(KafkaSettings kafka, LiveSettings settings, MeterRegistry metrics) {
        this.kafka = kafka;
        this.settings = settings;
        metrics.gauge("cdp.admin.live.followers", following);
    }

    /**
     * Follows until the subscriber goes away, or has to come again.
     *
     * @param position of the last news; empty: as the feed begins
     * @throws Problem when too many follow, or Kafka does not answer
     */
    public <T> Publisher<News<T>> follow(Feed<T> feed, String position) {
        begin(feed.workspaceId());
        Tail tail;
        try {
            tail = Tail.of(kafka, feed.topic(), position, feed.back());
        } catch (RuntimeException e) {
            end(feed.workspaceId());
            throw e;
        }
        return Flux.create(sink -> threads.execute(() -> follow(sink, tail, feed)), FluxSink.OverflowStrategy.BUFFER);
    }

    private void begin(String workspaceId) {
        boolean room = ofWorkspaces.merge(workspaceId, 1, Integer::sum) <= settings.mostOfWorkspace();
        if (following.incrementAndGet() > settings.most() || !room) {
            end(workspaceId);
            throw Problem.unavailable("too many follow what happens: try again later", null);
        }
    }

    private void end(String workspaceId) {
        following.decrementAndGet();
        ofWorkspaces.computeIfPresent(workspaceId, (id, count) -> count == 1 ? null : count - 1);
    }

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }

    private <T> void follow(FluxSink<News<T>> sink, Tail tail, Feed<T> feed) {
        try (tail) {
            long begun = System.nanoTime();
            long told = begun;
            // At once, so that the client knows that it is connected, and from where to go on.
            sink.next(new News<>(tail.position(), null, 0));
            while (!sink.isCancelled()
                    && !Thread.currentThread().isInterrupted()
                    && System.nanoTime() - begun < settings.longest().toNanos()) {
                if (sink.requestedFromDownstream() == 0) {
                    Thread.sleep(WAIT.toMillis());
                    continue;
                }
                long skipped = tail.skipWhenFarBehind();
                if (skipped > 0) {
                    sink.next(new News<>(tail.position(), null, skipped));
                }
                for (ConsumerRecord<byte[], byte[]> record : tail.poll(WAIT)) {
                    feed.pick(record).ifPresent(item -> sink.next(new News<>(tail.position(), item, 0)));
                }
                if (System.nanoTime() - told > HEARTBEAT.toNanos()) {
                    sink.next(new News<>(tail.position(), null, 0));
                    told = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            // The client comes again, with the position that it had.
            LOG.warn("a live stream ends: {}", e.toString());
        } finally {
            end(feed.workspaceId());
            sink.complete();
        }
    }
}
