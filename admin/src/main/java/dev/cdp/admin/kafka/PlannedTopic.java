package dev.cdp.admin.kafka;

import dev.cdp.contract.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A topic of the product.
 *
 * @param spread whether its records are spread over as many partitions as the events; else it has one
 * @param settings that differ from the broker's own
 */
public record PlannedTopic(String name, boolean spread, Map<String, String> settings) {
    /** All of them, in the order of an event's path. */
    public static final List<PlannedTopic> ALL = List.of(
            events(Topics.INGEST),
            events(Topics.PROCESSED),
            events(Topics.DEAD_LETTERS),
            events(Topics.RETRY),
            events(Topics.OUTCOMES),
            new PlannedTopic(Topics.PROGRESS, false, Map.of()),
            new PlannedTopic(Topics.FUNCTION_LOG, false, Map.of("retention.ms", "86400000")),
            new PlannedTopic(Topics.CONFIG, false, Map.of("cleanup.policy", "compact")));

    private static final String IN_SYNC = "min.insync.replicas";
    private static final String TIME = "message.timestamp.type";

    public PlannedTopic {
        settings = Map.copyOf(settings);
    }

    private static PlannedTopic events(String name) {
        return new PlannedTopic(name, true, Map.of());
    }

    int partitions(int ofEvents) {
        return spread ? ofEvents : 1;
    }

    /**
     * With three replicas or more an acknowledged record is on two disks at least. Its time is the broker's: one of a
     * client whose clock is ahead would be refused.
     */
    NewTopic create(int ofEvents, short replicas) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(TIME, "LogAppendTime");
        if (replicas >= 3) {
            all.put(IN_SYNC, "2");
        }
        return new NewTopic(name, partitions(ofEvents), replicas).configs(all);
    }
}
