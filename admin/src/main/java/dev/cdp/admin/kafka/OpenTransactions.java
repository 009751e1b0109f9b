package dev.cdp.admin.kafka;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.admin.error.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/** Transactions that have begun and not ended. A job's are open from one checkpoint to the next. */
@Singleton
public class OpenTransactions {
    private final KafkaSettings settings;

    OpenTransactions(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * How long they have been open.
     *
     * @throws Problem when Kafka does not answer
     */
    public List<Duration> ages() {
        Collection<TransactionDescription> open = KafkaAdmin.ask(settings, kafka -> {
            List<String> ids = KafkaAdmin.await(kafka.listTransactions(
                                    new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                            .all())
                    .stream()
                    .map(TransactionListing::transactionalId)
                    .toList();
            return KafkaAdmin.await(kafka.describeTransactions(ids).all()).values();
        });
        long now = System.currentTimeMillis();
        // One that has ended since it was listed has no start.
        return open.stream()
                .map(TransactionDescription::transactionStartTimeMs)
                .filter(OptionalLong::isPresent)
                .map(start -> Duration.ofMillis(Math.max(0, now - start.getAsLong())))
                .toList();
    }
}
