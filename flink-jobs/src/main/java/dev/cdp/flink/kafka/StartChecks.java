package dev.cdp.flink.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * What is asked of Kafka before a job is submitted. These run in the job's main, that is once for
 * each submission to a session cluster and never when high availability brings a job back.
 */
public final class StartChecks implements AutoCloseable {
    private static final String MAX_TIMEOUT = "transaction.max.timeout.ms";

    private final KafkaCluster kafka;
    private final Admin admin;

    private StartChecks(KafkaCluster kafka) {
        this.kafka = kafka;
        this.admin = Admin.create(kafka.access()
                .with(Map.of(
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        "20000",
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        "10000")));
    }

    /** Runs all checks. See the methods below for what each refuses. */
    public static void run(KafkaCluster kafka, String group, ReadableConfig config, boolean allowRewind) {
        requireTransactionTimeout(kafka, KafkaCluster.TRANSACTION_TIMEOUT);
        if (!allowRewind) {
            try (StartChecks checks = new StartChecks(kafka)) {
                if (isRestore(config)) {
                    checks.requireLatest(kafka.named(group), config.get(StateRecoveryOptions.SAVEPOINT_PATH));
                } else {
                    checks.requireUnread(kafka.named(group));
                }
            }
        }
    }

    /** Refuses a broker that would abort a transaction sooner than the jobs ask for. */
    static void requireTransactionTimeout(KafkaCluster kafka, Duration needed) {
        try (StartChecks checks = new StartChecks(kafka)) {
            checks.requireTransactionTimeout(needed);
        }
    }

    /**
     * Whether this submission restores a savepoint or checkpoint. The command line, the web
     * interface and REST all put the path into the configuration that main sees.
     */
    static boolean isRestore(ReadableConfig config) {
        return config.getOptional(StateRecoveryOptions.SAVEPOINT_PATH)
                .filter(path -> !path.isBlank())
                .isPresent();
    }

    private void requireTransactionTimeout(Duration needed) {
        Collection<Node> brokers = get(admin.describeCluster().nodes(), "list its brokers");
        List<ConfigResource> resources = brokers.stream()
                .map(broker -> new ConfigResource(ConfigResource.Type.BROKER, broker.idString()))
                .toList();
        Map<ConfigResource, Config> configs =
                get(admin.describeConfigs(resources).all(), "show its brokers' configuration");
        configs.forEach((broker, config) -> {
            long allowed = Long.parseLong(config.get(MAX_TIMEOUT).value());
            if (allowed < needed.toMillis()) {
                throw new StartRefusedException(("Kafka broker %s allows transactions of %d ms only, and aborts longer"
                                + " ones, whose records are then lost. Set %s=%d in the configuration of every broker,"
                                + " restart them, and submit the job again.")
                        .formatted(broker.name(), allowed, MAX_TIMEOUT, needed.toMillis()));
            }
        });
    }

    /**
     * Refuses a group that has read before: the job would go on from there with an empty memory, let
     * through duplicates of what it has seen, and forget whose an anonymous id is.
     */
    private void requireUnread(String group) {
        Set<String> read = topicsRead(group);
        if (!read.isEmpty()) {
            throw new StartRefusedException(("Consumer group %s has already read %s, but this start restores no state:"
                            + " duplicates of events seen before would pass, and known identities would be forgotten."
                            + " Give the path of the job's last savepoint or retained checkpoint (in the web interface:"
                            + " Savepoint Path), or the argument --allow-rewind to start without state all the same.")
                    .formatted(group, String.join(", ", read)));
        }
    }

    /**
     * Refuses a state that is older than what the job has committed: an earlier savepoint, or one that another job has
     * gone on from meanwhile. What was written since would be written again. The group's offsets tell, since a source
     * commits them with each completed checkpoint; they may lag behind a checkpoint, never lead.
     */
    private void requireLatest(String group, String path) {
        Map<TopicPartition, Long> saved;
        try {
            saved = SavedOffsets.in(path);
        } catch (IOException e) {
            throw new StartRefusedException(
                    ("Whether %s is the job's latest state can't be told, as it can't be read from where the job is"
                                    + " submitted: %s. Correct the path; or submit where it can be read (by REST, that"
                                    + " is the JobManager).")
                            .formatted(path, e.getMessage()),
                    e);
        }
        Set<String> rewound = new TreeSet<>();
        committedOffsets(group).forEach((partition, committed) -> {
            Long from = saved.get(partition);
            if (from != null && from < committed) {
                rewound.add("%s from %d although %d is committed".formatted(partition, Math.max(from, 0), committed));
            }
        });
        if (!rewound.isEmpty()) {
            throw new StartRefusedException(("%s is not the latest state of consumer group %s: it would read again %s."
                            + " Rows written since would be written a second time, and one only when they are read with"
                            + " FINAL. Give the path of the last savepoint or retained checkpoint. Is the job running"
                            + " already? Then it must be stopped first. Or give the argument --allow-rewind to go back"
                            + " all the same.")
                    .formatted(path, group, String.join(", ", rewound)));
        }
    }

    private Set<String> topicsRead(String group) {
        return committedOffsets(group).keySet().stream()
                .map(TopicPartition::topic)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<TopicPartition, Long> committedOffsets(String group) {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata(group)
                    .get();
            return offsets.entrySet().stream()
                    .filter(offset -> Objects.nonNull(offset.getValue()))
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, offset -> offset.getValue().offset()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw unanswered("show the offsets of group " + group, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private <T> T get(KafkaFuture<T> answer, String request) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw unanswered(request, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private StartRefusedException unanswered(String request, Throwable cause) {
        return new StartRefusedException(
                "Kafka at " + kafka.bootstrapServers() + " did not " + request + ": " + cause.getMessage(), cause);
    }

    private static StartRefusedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StartRefusedException("Interrupted while asking Kafka", e);
    }

    @Override
    public void close() {
        admin.close();
    }
}
