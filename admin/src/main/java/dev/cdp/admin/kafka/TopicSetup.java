package dev.cdp.admin.kafka;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.OneLine;
import dev.cdp.contract.KafkaAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that a Kafka does not have yet; those that it has are left as they are. */
public final class TopicSetup {
    private static final int ANSWER_MS = 20_000;

    private final KafkaAccess kafka;
    private final List<PlannedTopic> planned;

    public TopicSetup(KafkaAccess kafka) {
        this(kafka, PlannedTopic.ALL);
    }

    TopicSetup(KafkaAccess kafka, List<PlannedTopic> planned) {
        this.kafka = kafka;
        this.planned = planned;
    }

    /** A topic, its partitions, and whether it was made now. */
    public record Found(String name, int partitions, boolean created) {}

    /**
     * Safe to repeat, also at the same time.
     *
     * @throws AdminException when Kafka does not answer or refuses, and when a topic of events has another number of
     *     partitions than asked for: a changed number sends keys to other partitions, which is nothing to be done
     *     unasked
     */
    public List<Found> create(int partitions, short replicas) {
        try (Admin admin = Admin.create(kafka.with(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MS / 2)))) {
            Map<String, Boolean> created = new TreeMap<>();
            Map<String, KafkaFuture<Void>> answers = admin.createTopics(planned.stream()
                            .map(topic -> topic.create(partitions, replicas))
                            .toList())
                    .values();
            for (Map.Entry<String, KafkaFuture<Void>> answer : answers.entrySet()) {
                created.put(answer.getKey(), isNew(answer.getValue()));
            }
            Map<String, TopicDescription> there =
                    get(admin.describeTopics(created.keySet()).allTopicNames());
            List<Found> found = new ArrayList<>();
            List<String> others = new ArrayList<>();
            for (PlannedTopic topic : planned) {
                int has = there.get(topic.name()).partitions().size();
                found.add(new Found(topic.name(), has, created.get(topic.name())));
                if (has != topic.partitions(partitions)) {
                    others.add("%s has %d, not %d".formatted(topic.name(), has, topic.partitions(partitions)));
                }
            }
            if (!others.isEmpty()) {
                throw new AdminException(
                        "Kafka has topics with other numbers of partitions: %s. Give the number that they have, or see"
                                        .formatted(String.join(", ", others))
                                + " deploy/SIZING.md on how to get more partitions");
            }
            return found;
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (TimeoutException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    private static boolean isNew(KafkaFuture<Void> answer)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            get(answer);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(2L * ANSWER_MS, TimeUnit.MILLISECONDS);
    }

    private AdminException failed(Throwable cause) {
        return new AdminException(
                "cannot make the topics at %s: %s".formatted(kafka, OneLine.rootMessage(cause)), cause);
    }
}
