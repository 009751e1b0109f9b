package dev.cdp.local.upgrade;

import dev.cdp.local.flink.FlinkException;
import dev.cdp.local.flink.FlinkJob;
import dev.cdp.local.flink.FlinkJobs;
import dev.cdp.local.flink.FlinkRest;
import dev.cdp.local.flink.FlinkRest.ClusterOverview;
import dev.cdp.local.flink.JobSpec;
import dev.cdp.local.kafka.OpenTransaction;
import dev.cdp.local.kafka.OpenTransactions;
import dev.cdp.local.kafka.TopicChanges;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Looks at all that an upgrade relies on, and changes nothing.
 *
 * @param migrations what {@code cdp-admin migrate status} has said
 * @param topics that are wanted
 */
public record Checks(Addresses addresses, String migrations, FlinkRest rest, FlinkJobs jobs, List<NewTopic> topics) {
    /** So long the jobs ask the broker to keep a transaction; see their StartChecks. */
    private static final long TRANSACTION_MS = Duration.ofDays(7).toMillis();

    private static final String MAX_TRANSACTION = "transaction.max.timeout.ms";
    private static final Duration JOB_PATIENCE = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration HANGING = Duration.ofMinutes(15);

    /** One or more of each part. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        schemas(findings);
        kafka(findings);
        flink(findings);
        findings.add(ledger());
        return findings;
    }

    public Finding ledger() {
        return new Ledger(addresses).look();
    }

    public Schemas schemas() {
        return Schemas.parse(migrations);
    }

    private void schemas(List<Finding> findings) {
        Schemas schemas = schemas();
        for (String database : List.of("postgres", "clickhouse")) {
            List<String> amiss = ofDatabase(schemas.amiss(), database);
            List<String> pending = ofDatabase(schemas.pending(), database);
            if (!amiss.isEmpty()) {
                findings.add(new Finding(
                        database,
                        String.join("; ", amiss),
                        "see deploy/migrations/README.md; a file that is missing here means that the database is of a"
                                + " newer version than this checkout"));
            } else if (schemas.versions().containsKey(database) || !pending.isEmpty()) {
                findings.add(Finding.well(
                        database,
                        "at " + schemas.versions().getOrDefault(database, "no version") + ", "
                                + (pending.isEmpty()
                                        ? "nothing is pending"
                                        : "to apply: " + String.join("; ", pending))));
            } else {
                findings.add(new Finding(
                        database,
                        "its migrations can't be seen: "
                                + migrations
                                        .lines()
                                        .reduce((one, other) -> other)
                                        .orElse("no answer"),
                        "start it, and correct its address and login"));
            }
        }
    }

    private static List<String> ofDatabase(List<String> migrations, String database) {
        return migrations.stream()
                .filter(migration -> migration.startsWith(database + ' '))
                .toList();
    }

    private void kafka(List<Finding> findings) {
        try (Admin kafka = KafkaAdmin.of(addresses)) {
            TopicChanges changes = TopicChanges.find(kafka, topics);
            findings.add(Finding.well("kafka", "topics: " + changes));
            changes.fewer().forEach(one -> findings.add(Finding.well("kafka", one + "; left as it is")));
            findings.add(longTransactions(kafka));
            findings.add(hangingTransactions());
        } catch (ExecutionException | RuntimeException e) {
            findings.add(new Finding("kafka", "does not answer: " + e, "start it, and correct its address"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add(new Finding("kafka", "interrupted", "call again"));
        }
    }

    private static Finding longTransactions(Admin kafka) throws ExecutionException, InterruptedException {
        List<ConfigResource> brokers = kafka.describeCluster().nodes().get().stream()
                .map(broker -> new ConfigResource(ConfigResource.Type.BROKER, broker.idString()))
                .toList();
        boolean shorter = kafka.describeConfigs(brokers).all().get().values().stream()
                .anyMatch(config -> Long.parseLong(config.get(MAX_TRANSACTION).value()) < TRANSACTION_MS);
        return shorter
                ? new Finding(
                        "kafka",
                        "a broker allows shorter transactions than the jobs need",
                        "set %s=%d at every broker, and restart them".formatted(MAX_TRANSACTION, TRANSACTION_MS))
                : Finding.well("kafka", "brokers allow transactions of 7 days");
    }

    private Finding hangingTransactions() throws ExecutionException, InterruptedException {
        try (OpenTransactions transactions =
                new OpenTransactions(addresses.get("CDP_KAFKA_BOOTSTRAP"), Clock.systemUTC())) {
            List<OpenTransaction> hanging = transactions.olderThan(HANGING);
            return hanging.isEmpty()
                    ? Finding.well("kafka", "no transaction hangs")
                    : new Finding(
                            "kafka",
                            hanging.size() + " transactions hang, the oldest: " + hanging.get(0),
                            "see `make transactions`, and what their job waits for; abort only what no job will commit");
        }
    }

    private void flink(List<Finding> findings) {
        try {
            ClusterOverview overview = rest.overview();
            findings.add(
                    overview.taskManagers() > 0
                            ? Finding.well(
                                    "flink",
                                    "%s, TaskManagers: %d".formatted(overview.version(), overview.taskManagers()))
                            : new Finding("flink", "has no TaskManager", "start one"));
            String savepoints = rest.savepointDirectory();
            findings.add(
                    savepoints.isEmpty()
                            ? new Finding(
                                    "flink",
                                    "has no folder for savepoints",
                                    "set execution.checkpointing.savepoint-dir in its configuration")
                            : Finding.well("flink", "makes savepoints in " + savepoints));
            for (JobSpec spec : jobs.known()) {
                findings.add(job(spec));
            }
        } catch (FlinkException | IOException e) {
            findings.add(new Finding("flink", e.getMessage(), "start it, and correct its address"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add(new Finding("flink", "interrupted", "call again"));
        }
    }

    /** Whether it can make a savepoint: only a job of which every task runs does. One that starts or ends is waited for. */
    private Finding job(JobSpec spec) throws FlinkException, IOException, InterruptedException {
        Instant deadline = Instant.now().plus(JOB_PATIENCE);
        Optional<FlinkJob> inBetween = inBetween(spec);
        while (inBetween.isPresent() && Instant.now().isBefore(deadline)) {
            Thread.sleep(POLL.toMillis());
            inBetween = inBetween(spec);
        }
        return inBetween
                .map(job -> new Finding(
                        "job",
                        spec.name() + ": is " + job.state()
                                + ", and not all of its tasks run, so it makes no savepoint",
                        "see its exceptions in Flink's web interface; a job that can't go on any more has to be cancelled:"
                                + " it then starts from its last checkpoint"))
                .orElse(Finding.well("job", spec.name() + ": " + jobs.plan(spec)));
    }

    private Optional<FlinkJob> inBetween(JobSpec spec) throws FlinkException {
        return rest.jobs().stream()
                .filter(job -> job.name().equals(spec.name()) && job.isActive() && !job.allTasksRun())
                .findFirst();
    }
}
