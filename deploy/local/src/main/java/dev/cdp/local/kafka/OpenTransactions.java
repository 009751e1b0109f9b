package dev.cdp.local.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Finds and ends transactions that nobody will end. They may stay open for 7 days, so that an outage of that length
 * loses nothing; one that is left behind by a job which is gone, or was scaled down after it had been killed, holds up
 * the readers for as long.
 */
public final class OpenTransactions implements AutoCloseable {
    private final Admin admin;
    private final Clock clock;

    /** @param bootstrapServers host:port, comma-separated */
    public OpenTransactions(String bootstrapServers, Clock clock) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                "20000",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                "10000"));
        this.clock = clock;
    }

    /** The oldest first. */
    public List<OpenTransaction> olderThan(Duration age) throws ExecutionException, InterruptedException {
        Collection<TransactionListing> listings = admin.listTransactions(
                        new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                .all()
                .get();
        List<String> ids =
                listings.stream().map(TransactionListing::transactionalId).toList();
        Map<String, TransactionDescription> described =
                admin.describeTransactions(ids).all().get();
        return described.entrySet().stream()
                .filter(transaction ->
                        transaction.getValue().transactionStartTimeMs().isPresent())
                .map(transaction -> new OpenTransaction(
                        transaction.getKey(),
                        Duration.ofMillis(clock.millis()
                                - transaction
                                        .getValue()
                                        .transactionStartTimeMs()
                                        .getAsLong()),
                        transaction.getValue().topicPartitions()))
                .filter(transaction -> transaction.age().compareTo(age) >= 0)
                .sorted(Comparator.comparing(OpenTransaction::age).reversed())
                .toList();
    }

    /**
     * Aborts them and fences their producers. What is in them is lost, so they must not be a job's that is to go on:
     * its state may hold the promise to commit them.
     */
    public void abort(Collection<OpenTransaction> transactions) throws ExecutionException, InterruptedException {
        admin.fenceProducers(transactions.stream().map(OpenTransaction::id).toList())
                .all()
                .get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
