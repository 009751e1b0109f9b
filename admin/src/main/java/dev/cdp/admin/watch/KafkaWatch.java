package dev.cdp.admin.watch;

import dev.cdp.admin.error.Problem;
import dev.cdp.admin.kafka.ConsumerLag;
import dev.cdp.admin.kafka.ConsumerLag.Behind;
import dev.cdp.admin.kafka.OpenTransactions;
import dev.cdp.admin.kafka.Retention;
import dev.cdp.admin.kafka.UnreadRecords;
import dev.cdp.admin.repo.DestinationRepository;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micronaut.context.annotation.Value;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far behind the jobs' groups are, also while no job runs, beside how long Kafka keeps what they have not read; and
 * transactions that stay open, which hold up every reader. A label is a job or a topic of the product's: nothing that
 * clients send makes one.
 */
@Singleton
public class KafkaWatch {
    /** Begins the names of the delivery jobs that have one destination, WORKSPACE/ID. */
    private static final String DELIVERY = "cdp-delivery-";

    private final ConsumerLag lag;
    private final UnreadRecords unread;
    private final Retention retention;
    private final OpenTransactions transactions;
    private final DestinationRepository destinations;
    private final Pace pace;
    private final MultiGauge records;
    private final MultiGauge ages;
    private final MultiGauge retentions;
    private volatile List<Duration> open = List.of();
    private volatile boolean seen;

    KafkaWatch(
            ConsumerLag lag,
            UnreadRecords unread,
            Retention retention,
            OpenTransactions transactions,
            DestinationRepository destinations,
            @Value("${cdp.watch.rest:19}") int rest,
            MeterRegistry metrics) {
        this.lag = lag;
        this.unread = unread;
        this.retention = retention;
        this.transactions = transactions;
        this.destinations = destinations;
        this.pace = new Pace("kafka", rest, metrics);
        this.records = gauges("cdp.admin.lag", "records", "Records that the group's checkpoints don't cover", metrics);
        this.ages = gauges("cdp.admin.unread.age", "seconds", "Age of the oldest such record, 0 without one", metrics);
        this.retentions = gauges("cdp.admin.retention", "seconds", "How long the topic keeps a record", metrics);
        Gauge.builder("cdp.admin.transactions.open", this, watch -> watch.seen ? watch.open.size() : Double.NaN)
                .description("Kafka transactions that are open")
                .register(metrics);
        Gauge.builder("cdp.admin.transactions.age", this, KafkaWatch::oldestSeconds)
                .description("Age of the oldest open Kafka transaction, 0 without one")
                .baseUnit("seconds")
                .register(metrics);
    }

    private static MultiGauge gauges(String name, String unit, String description, MeterRegistry metrics) {
        return MultiGauge.builder(name).baseUnit(unit).description(description).register(metrics);
    }

    @Scheduled(fixedDelay = "${cdp.kafka.watch-every:30s}", initialDelay = "${cdp.kafka.watch-every:30s}")
    void tick() {
        pace.look(this::look);
    }

    private void look() {
        Set<String> known = known();
        List<Behind> behind =
                lag.all().stream().filter(one -> isOfAJob(one.group(), known)).toList();
        show(records, behind.stream().map(one -> row(one.group(), one.topic(), one.records())));
        show(
                ages,
                unread.all().stream()
                        .filter(one -> isOfAJob(one.group(), known))
                        .map(one -> row(one.group(), one.topic(), seconds(one.age()))));
        Set<String> topics = behind.stream().map(Behind::topic).collect(Collectors.toCollection(TreeSet::new));
        show(
                retentions,
                retention.of(topics).entrySet().stream()
                        .map(one -> Row.of(Tags.of("topic", one.getKey()), (Number) seconds(one.getValue()))));
        open = transactions.ages();
        seen = true;
    }

    private static void show(MultiGauge gauges, Stream<Row<Number>> rows) {
        boolean overwrite = true;
        gauges.register(rows.toList(), overwrite);
    }

    private static Row<Number> row(String group, String topic, Number value) {
        return Row.of(Tags.of("group", group, "topic", topic), value);
    }

    /** The group of a destination that was deleted stays behind for days, and will never catch up. */
    private static boolean isOfAJob(String group, Set<String> destinations) {
        return !group.startsWith(DELIVERY)
                || !group.contains("/")
                || destinations.contains(group.substring(DELIVERY.length()));
    }

    private Set<String> known() {
        try {
            return Set.copyOf(destinations.ofAllWorkspaces());
        } catch (DataAccessException | TransactionException e) {
            throw Problem.unavailable("PostgreSQL does not answer", e);
        }
    }

    private double oldestSeconds() {
        return seen ? open.stream().mapToDouble(KafkaWatch::seconds).max().orElse(0) : Double.NaN;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
