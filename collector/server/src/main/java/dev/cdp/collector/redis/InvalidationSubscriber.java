package dev.cdp.collector.redis;

import dev.cdp.collector.live.ChangeListener;
import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.live.Invalidation;
import dev.cdp.contract.live.InvalidationCodec;
import dev.cdp.contract.live.RedisNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.StatusListener;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes. The client subscribes again when its connection was lost; what was published
 * meanwhile is lost, so the listeners then have to read all again.
 */
@Singleton
final class InvalidationSubscriber implements StatusListener {
    private static final Logger LOG = LoggerFactory.getLogger(InvalidationSubscriber.class);

    private final RTopic topic;
    private final RedisCalls calls;
    private final List<ChangeListener> listeners;
    private final Counter heard;
    private final Counter unreadable;
    private final Counter subscribed;
    private boolean subscribing;

    InvalidationSubscriber(
            RedissonClient redis, RedisCalls calls, List<ChangeListener> listeners, MeterRegistry metrics) {
        this.topic = redis.getTopic(RedisNames.INVALIDATIONS, StringCodec.INSTANCE);
        this.calls = calls;
        this.listeners = listeners;
        this.heard = counter(metrics, "change");
        this.unreadable = counter(metrics, "unreadable");
        this.subscribed = counter(metrics, "subscribed");
    }

    private static Counter counter(MeterRegistry metrics, String kind) {
        return Counter.builder("cdp.collector.invalidations")
                .description(
                        "Changes heard of; and how often all had to be read again, since some may have been missed")
                .tag("kind", kind)
                .register(metrics);
    }

    /** Once Redis answers for the first time; from then on the client sees to it. */
    @Scheduled(fixedDelay = "1s", initialDelay = "200ms")
    void subscribe() {
        if (subscribing || calls.away()) {
            return;
        }
        try {
            topic.addListener(String.class, (channel, message) -> hear(message));
            topic.addListener(this);
            subscribing = true;
        } catch (RedisException e) {
            LOG.warn("no subscription to changes yet: {}", e.getMessage());
            topic.removeAllListeners();
        }
    }

    private void hear(String message) {
        try {
            Invalidation change = InvalidationCodec.read(message);
            heard.increment();
            listeners.forEach(listener -> listener.changed(change));
        } catch (MalformedRecordException e) {
            LOG.warn("a change that can't be read: {}", e.getMessage());
            unreadable.increment();
            listeners.forEach(ChangeListener::missed);
        }
    }

    @Override
    public void onSubscribe(String channel) {
        LOG.info("subscribed to changes");
        subscribed.increment();
        listeners.forEach(ChangeListener::missed);
    }

    @Override
    public void onUnsubscribe(String channel) {
        LOG.info("no longer subscribed to changes");
    }
}
