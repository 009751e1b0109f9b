package dev.cdp.admin.service.live;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a follower wants of a topic. */
public interface Feed<T> {
    /** Whose. */
    String workspaceId();

    String topic();

    /** What a record tells this follower, if anything; one that can't be read is passed over. */
    Optional<T> pick(ConsumerRecord<byte[], byte[]> record);

    /** How many of the topic's records from before it began are looked through for it. */
    default int back() {
        return 0;
    }
}
