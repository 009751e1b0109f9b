package dev.cdp.flink.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before it commits again what a restored checkpoint promises, aborts what a lost attempt has begun under the same
 * transactional ids since then.
 *
 * <p>Ids of committed transactions are used again. When a job falls back to a checkpoint that knows an id's earlier
 * transaction, the connector (5.0.0-2.2) leaves the later one open: the writer takes it for the one to be committed, and
 * the committer's epoch is too old for it. Readers of committed records then stand still before it until the id is used
 * again, which is never when the id is one of those that only a busy moment needs, or its subtask is gone; then it is
 * until the transaction times out (apache/flink-connector-kafka pull request 314).
 *
 * <p>Nobody else can own such a transaction: the new attempt's writer keeps clear of the ids that the checkpoint knows
 * until this committer has dealt with them.
 */
final class RecoveringCommitter implements Committer<KafkaCommittable> {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveringCommitter.class);

    private final Committer<KafkaCommittable> committer;
    private final Map<String, Object> kafka;

    /**
     * Wraps a committer.
     *
     * @param kafka settings of Kafka's clients
     * @param patienceMs how long Kafka may take to tell
     */
    RecoveringCommitter(Committer<KafkaCommittable> committer, Map<String, Object> kafka, int patienceMs) {
        this.committer = committer;
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMs);
        this.kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMs);
        // Lives for a moment, and jobs whose classes were loaded apart would give theirs the same names.
        this.kafka.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    }

    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests) throws IOException, InterruptedException {
        Map<String, KafkaCommittable> restored = new LinkedHashMap<>();
        for (CommitRequest<KafkaCommittable> request : requests) {
            KafkaCommittable committable = request.getCommittable();
            // Of this attempt, it would come with its producer.
            if (committable.getProducer().isEmpty()) {
                restored.merge(committable.getTransactionalId(), committable, RecoveringCommitter::later);
            }
        }
        if (!restored.isEmpty()) {
            abortWhatCameLater(restored);
        }
        committer.commit(requests);
    }

    private static KafkaCommittable later(KafkaCommittable one, KafkaCommittable other) {
        return other.getEpoch() > one.getEpoch() ? other : one;
    }

    private void abortWhatCameLater(Map<String, KafkaCommittable> restored) throws IOException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(
                AdminClientConfig.CLIENT_ID_CONFIG,
                "recovering-" + restored.keySet().iterator().next());
        try (Admin admin = Admin.create(settings)) {
            DescribeTransactionsResult open = admin.describeTransactions(restored.keySet());
            List<String> later = new ArrayList<>();
            for (KafkaCommittable each : restored.values()) {
                if (hasLater(open.description(each.getTransactionalId()), each)) {
                    later.add(each.getTransactionalId());
                }
            }
            if (!later.isEmpty()) {
                LOG.warn(
                        "Aborting what an attempt began that is lost, under ids of the restored checkpoint: {}", later);
                admin.fenceProducers(later).all().get();
            }
        } catch (ExecutionException e) {
            // The job starts anew and asks again: readers that stand still are worse than a restart.
            throw new IOException("cannot tell what is open of the transactions " + restored.keySet(), e.getCause());
        }
    }

    /** Epochs of an id grow; another producer id has taken the place of one whose epochs were used up. */
    private static boolean hasLater(KafkaFuture<TransactionDescription> described, KafkaCommittable restored)
            throws ExecutionException, InterruptedException {
        try {
            TransactionDescription open = described.get();
            return open.state() == TransactionState.ONGOING
                    && (open.producerId() != restored.getProducerId() || open.producerEpoch() > restored.getEpoch());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransactionalIdNotFoundException) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() throws Exception {
        if (committer instanceof Closeable closeable) {
            closeable.close();
        }
    }
}
