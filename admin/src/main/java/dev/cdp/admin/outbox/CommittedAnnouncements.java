package dev.cdp.admin.outbox;

import dev.cdp.admin.service.change.Announcements;
import dev.cdp.contract.live.Invalidation;
import dev.cdp.contract.live.InvalidationCodec;
import dev.cdp.contract.live.RedisNames;
import jakarta.inject.Singleton;
import java.util.List;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells collectors through Redis, and wakes the drainer. */
@Singleton
final class CommittedAnnouncements implements Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(CommittedAnnouncements.class);

    private final RedissonClient redis;
    private final OutboxDrainer drainer;

    CommittedAnnouncements(RedissonClient redis, OutboxDrainer drainer) {
        this.redis = redis;
        this.drainer = drainer;
    }

    @Override
    public void publish(List<Invalidation> invalidations, boolean config) {
        if (config) {
            drainer.wake();
        }
        for (Invalidation invalidation : invalidations) {
            publish(invalidation);
        }
    }

    /** Does not wait: a collector that misses it asks PostgreSQL within its time to live. */
    private void publish(Invalidation invalidation) {
        try {
            redis.getTopic(RedisNames.INVALIDATIONS, StringCodec.INSTANCE)
                    .publishAsync(InvalidationCodec.write(invalidation))
                    .whenComplete((receivers, failure) -> {
                        if (failure != null) {
                            LOG.warn("collectors are not told of a change at once: {}", failure.toString());
                        }
                    });
        } catch (RuntimeException e) {
            LOG.warn("collectors are not told of a change at once: {}", e.toString());
        }
    }
}
