package dev.cdp.flink.config;

import dev.cdp.contract.KafkaAccess;
import dev.cdp.flink.shared.SharedInstances;

/** The topic of one Kafka cluster, followed by one consumer for all subtasks of a TaskManager. */
record ConfigTopic(KafkaAccess kafka, String topic) implements ConfigSource {
    private static final SharedInstances<ConfigTopic, ConfigFollower> FOLLOWERS = new SharedInstances<>();

    @Override
    public ConfigView open() throws InterruptedException {
        SharedInstances<ConfigTopic, ConfigFollower>.Hold follower = FOLLOWERS.hold(this, ConfigFollower::start);
        try {
            follower.get().awaitLoaded();
        } catch (InterruptedException e) {
            closeQuietly(follower, e);
            throw e;
        }
        return new ConfigView() {
            @Override
            public ConfigSnapshot current() {
                return follower.get().current();
            }

            @Override
            public long unreadable() {
                return follower.get().unreadable();
            }

            @Override
            public long wentBack() {
                return follower.get().wentBack();
            }

            @Override
            public void close() throws Exception {
                follower.close();
            }
        };
    }

    private static void closeQuietly(AutoCloseable follower, Exception cause) {
        try {
            follower.close();
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
    }
}
