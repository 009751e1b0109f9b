package dev.cdp.local.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * What Kafka's topics lack of those that this version uses. Settings that are not this version's are left alone. So is
 * the number of partitions: with another one a key would change its partition, and events of one visitor their order.
 *
 * @param missing to be made
 * @param settings to be set, by topic and name
 * @param fewer topics that have fewer partitions than a new installation would have; only said
 */
public record TopicChanges(List<NewTopic> missing, Map<String, Map<String, String>> settings, List<String> fewer) {
    /** Compares the topics with those that are wanted; changes nothing. */
    public static TopicChanges find(Admin kafka, List<NewTopic> wanted)
            throws ExecutionException, InterruptedException {
        Set<String> there = kafka.listTopics().names().get();
        List<NewTopic> present =
                wanted.stream().filter(topic -> there.contains(topic.name())).toList();
        Map<String, TopicDescription> described = kafka.describeTopics(
                        present.stream().map(NewTopic::name).toList())
                .allTopicNames()
                .get();
        Map<ConfigResource, Config> configs = kafka.describeConfigs(
                        present.stream().map(topic -> resource(topic.name())).toList())
                .all()
                .get();
        Map<String, Map<String, String>> settings = new TreeMap<>();
        List<String> fewer = new ArrayList<>();
        for (NewTopic topic : present) {
            Map<String, String> differing = differing(topic, configs.get(resource(topic.name())));
            if (!differing.isEmpty()) {
                settings.put(topic.name(), differing);
            }
            int partitions = described.get(topic.name()).partitions().size();
            if (partitions < topic.numPartitions()) {
                fewer.add("%s has %d partitions, not %d".formatted(topic.name(), partitions, topic.numPartitions()));
            }
        }
        List<NewTopic> missing =
                wanted.stream().filter(topic -> !there.contains(topic.name())).toList();
        return new TopicChanges(missing, settings, fewer);
    }

    /**
     * The same topics with as many partitions and replicas as a topic that is there.
     *
     * @return as they were given when there is none of its name
     */
    public static List<NewTopic> like(Admin kafka, String model, List<NewTopic> wanted)
            throws ExecutionException, InterruptedException {
        if (!kafka.listTopics().names().get().contains(model)) {
            return wanted;
        }
        TopicDescription there =
                kafka.describeTopics(List.of(model)).allTopicNames().get().get(model);
        short replicas = (short) there.partitions().get(0).replicas().size();
        return wanted.stream()
                .map(topic -> new NewTopic(
                                topic.name(),
                                topic.numPartitions() == 1
                                        ? 1
                                        : there.partitions().size(),
                                replicas)
                        .configs(topic.configs()))
                .toList();
    }

    private static Map<String, String> differing(NewTopic topic, Config config) {
        Map<String, String> differing = new TreeMap<>();
        Optional.ofNullable(topic.configs()).orElse(Map.of()).forEach((name, value) -> {
            if (!value.equals(config.get(name).value())) {
                differing.put(name, value);
            }
        });
        return differing;
    }

    public boolean isEmpty() {
        return missing.isEmpty() && settings.isEmpty();
    }

    /** Makes and sets them. Safe to repeat. */
    public void apply(Admin kafka) throws ExecutionException, InterruptedException {
        create(kafka, missing);
        Map<ConfigResource, Collection<AlterConfigOp>> operations = new HashMap<>();
        settings.forEach((topic, values) -> operations.put(
                resource(topic),
                values.entrySet().stream()
                        .map(value -> new AlterConfigOp(
                                new ConfigEntry(value.getKey(), value.getValue()), AlterConfigOp.OpType.SET))
                        .toList()));
        if (!operations.isEmpty()) {
            kafka.incrementalAlterConfigs(operations).all().get();
        }
    }

    /** Makes topics; those that are there already are left as they are. */
    public static void create(Admin kafka, List<NewTopic> topics) throws ExecutionException, InterruptedException {
        for (var created : kafka.createTopics(topics).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** What would be done, in words. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (!missing.isEmpty()) {
            parts.add("make " + missing.stream().map(NewTopic::name).collect(Collectors.joining(", ")));
        }
        settings.forEach((topic, values) -> parts.add("set " + values + " at " + topic));
        return parts.isEmpty() ? "all are there, as they should be" : String.join("; ", parts);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
