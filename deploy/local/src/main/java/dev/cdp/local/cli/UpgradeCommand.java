package dev.cdp.local.cli;

import dev.cdp.local.Console;
import dev.cdp.local.flink.FlinkException;
import dev.cdp.local.flink.FlinkJobs;
import dev.cdp.local.flink.FlinkRest;
import dev.cdp.local.flink.JobPlaces;
import dev.cdp.local.flink.JobSpec;
import dev.cdp.local.flink.Rollout;
import dev.cdp.local.kafka.TopicChanges;
import dev.cdp.local.process.StartFailedException;
import dev.cdp.local.upgrade.Addresses;
import dev.cdp.local.upgrade.Checks;
import dev.cdp.local.upgrade.Finding;
import dev.cdp.local.upgrade.KafkaAdmin;
import dev.cdp.local.upgrade.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Brings a running installation to this version. Each step looks at what is there and does what is missing, so a second
 * call goes on where the first was broken off. Readers change before writers: schemas, topics, jobs, then the programs
 * that write what the jobs read.
 */
@Command(
        name = "upgrade",
        description = "Brings a running installation to this version, without loss; safe to call again.")
final class UpgradeCommand implements Callable<Integer> {
    private static final Duration JOBS_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration DOCTOR_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration DOCTOR_PAUSE = Duration.ofSeconds(3);

    private final Home home;
    private final Console console;

    @Option(names = "--dry-run", description = "Look, and say what would be done; change nothing.")
    private boolean dryRun;

    @Option(names = "--unbalanced", description = "Go on although the ledger does not balance.")
    private boolean unbalanced;

    @Option(
            names = "--addresses",
            description =
                    "A file of NAME=value lines that says where another installation is, by the names of .cdp/env."
                            + " Its collectors and admin services are left to whoever runs them. Default: this stack")
    private Path file;

    @Option(
            names = "--job-argument",
            description = "An argument of every job, such as --job-argument=--clickhouse-user=x; only with --addresses")
    private List<String> jobArguments = new ArrayList<>();

    @Option(
            names = "--back-to",
            description = "The way back: starts the jobs from the savepoints that the last upgrade has noted, with this"
                    + " jar, which is that of the version before. Collectors and admin go back first")
    private Path oldJar;

    UpgradeCommand(Home home) {
        this.home = home;
        this.console = home.console();
    }

    @Override
    public Integer call() throws Exception {
        Instant begin = Instant.now();
        try (HomeLock lock = home.lock()) {
            Note note = Note.open(home.settings().home().resolve("upgrades"));
            if (oldJar != null) {
                return goBack();
            }
            Target target = file == null ? embedded(note) : elsewhere(note);
            console.say((note.goesOn() ? "Going on with the upgrade of " : "Upgrading ") + target.name());
            Checks checks = target.checks();
            if (!areWell(checks.findings())) {
                throw new StartFailedException("Nothing was changed. Do what is said above, and call it again.");
            }
            if (dryRun) {
                console.say("All is well. Without --dry-run: migrations, topics, jobs, "
                        + (target.isEmbedded() ? "collector and admin" : "then yours: collectors and admin")
                        + ", doctor, ledger; in this order. Nothing was changed.");
                return 0;
            }
            for (Map.Entry<String, String> schema : checks.schemas().versions().entrySet()) {
                note.schema(schema.getKey(), schema.getValue());
            }
            try {
                upgrade(target);
            } catch (StartFailedException | FlinkException e) {
                throw new StartFailedException(
                        e.getMessage() + "\nMend that, and call it again: it goes on from there. The way back:"
                                + " docs/upgrades.md, with what is noted in " + note.file(),
                        e);
            }
            note.finished();
            console.say("Upgraded (%s). Savepoints and schema versions of before: %s"
                    .formatted(Console.seconds(Duration.between(begin, Instant.now())), note.file()));
            return 0;
        }
    }

    private int goBack() throws StartFailedException, FlinkException, IOException {
        Note note = Note.last(home.settings().home().resolve("upgrades"))
                .orElseThrow(() -> new StartFailedException(
                        "No upgrade was noted in " + home.settings().home()));
        console.say("Going back to where the jobs were before the upgrade noted in " + note.file());
        Target target = file == null ? embedded(note.back()) : elsewhere(note.back());
        Map<JobSpec, String> savepoints = new LinkedHashMap<>();
        note.savepoints()
                .forEach((job, savepoint) -> JobSpec.named(job).ifPresent(spec -> savepoints.put(spec, savepoint)));
        target.jobs().goBack(savepoints);
        target.jobs().awaitCheckpoints(List.copyOf(savepoints.keySet()), JOBS_TIMEOUT);
        console.say("Back. What came since the savepoints is read again: rows are one each when read with FINAL.");
        return 0;
    }

    /** An installation, and how its parts are reached. */
    private record Target(
            String name,
            boolean isEmbedded,
            Addresses addresses,
            AdminCli admin,
            StackStart start,
            FlinkRest rest,
            FlinkJobs jobs,
            List<NewTopic> topics) {
        Checks checks() throws StartFailedException {
            return new Checks(addresses, admin.ask("migrate", "status").output(), rest, jobs, topics);
        }
    }

    private Target embedded(Rollout rollout) throws StartFailedException, IOException {
        Preflight.check(home.settings(), console);
        if (home.table().findAlive("jobmanager").isEmpty()) {
            throw new StartFailedException("Nothing runs in " + home.settings().home()
                    + ". `make up` starts it, and brings it to this version on its way.");
        }
        StackStart start = StackStart.of(home);
        Map<String, String> variables = new TreeMap<>(start.variables());
        variables.put("CDP_CANARY_WRITE_KEY", start.keys().canary());
        return new Target(
                home.settings().home().toString(),
                true,
                new Addresses(variables),
                new AdminCli(home, variables),
                start,
                new FlinkRest(variables.get("CDP_FLINK_URL")),
                start.jobs(rollout, jar()),
                home.stack().kafka().topics());
    }

    private Target elsewhere(Rollout rollout) throws StartFailedException, IOException {
        Addresses addresses = Addresses.read(file);
        FlinkRest rest = new FlinkRest(addresses.get("CDP_FLINK_URL"));
        List<String> arguments = new ArrayList<>(List.of(
                "--kafka", addresses.get("CDP_KAFKA_BOOTSTRAP"), "--clickhouse", addresses.get("CDP_CLICKHOUSE_URL")));
        arguments.addAll(jobArguments);
        FlinkJobs jobs = new FlinkJobs(
                rest,
                JobPlaces.elsewhere(home.settings().home().resolve("upgrades/submissions")),
                jar(),
                arguments,
                (job, what) -> console.step("job", job + ": " + what),
                rollout);
        try (Admin kafka = KafkaAdmin.of(addresses)) {
            List<NewTopic> topics = TopicChanges.like(
                    kafka, "events.ingest", home.stack().kafka().topics());
            return new Target(
                    file.toString(),
                    false,
                    addresses,
                    new AdminCli(home, addresses.variables()),
                    StackStart.of(home),
                    rest,
                    jobs,
                    topics);
        } catch (ExecutionException e) {
            throw new StartFailedException("Kafka does not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("interrupted while asking Kafka", e);
        }
    }

    private Path jar() throws StartFailedException, IOException {
        if (oldJar == null) {
            return StackStart.of(home).jar();
        }
        if (!Files.isRegularFile(oldJar)) {
            throw new StartFailedException(oldJar + " is no file");
        }
        return oldJar.toAbsolutePath();
    }

    private boolean areWell(List<Finding> findings) {
        boolean well = true;
        for (Finding finding : findings) {
            boolean passed = finding.isWell() || unbalanced && finding.part().equals("ledger");
            console.step("check", finding.part() + ": " + finding.said());
            if (!passed) {
                console.step("", "-> " + finding.todo());
            }
            well &= passed;
        }
        return well;
    }

    private void upgrade(Target target) throws StartFailedException, FlinkException, IOException, InterruptedException {
        if (target.isEmbedded()) {
            home.supervisor().stop();
            Runtime.getRuntime().addShutdownHook(new Thread(home.starter()::stopSpawning, "stop-spawning"));
        }
        try {
            change(target);
        } finally {
            if (target.isEmbedded()) {
                home.supervisor().start();
            }
        }
        look(target);
    }

    private void change(Target target) throws StartFailedException, FlinkException, IOException, InterruptedException {
        if (target.isEmbedded()) {
            target.start().services();
            target.admin().migrate(target.start().keys());
        } else {
            target.admin().migrateUp();
            console.step("migrations", "schemas up to date");
        }
        topics(target);
        List<JobSpec> jobs = target.jobs().known();
        target.jobs().submit(jobs);
        target.jobs().awaitCheckpoints(jobs, JOBS_TIMEOUT);
        if (target.isEmbedded()) {
            target.start().programs();
            target.start().writeEnv();
        } else {
            console.step("collectors", "yours: roll out the new version now, one after the other; then admin");
        }
    }

    private void topics(Target target) throws StartFailedException, InterruptedException {
        try (Admin kafka = KafkaAdmin.of(target.addresses())) {
            TopicChanges changes = TopicChanges.find(kafka, target.topics());
            changes.apply(kafka);
            console.step("topics", changes.isEmpty() ? changes.toString() : "done: " + changes);
        } catch (ExecutionException e) {
            throw new StartFailedException("the topics can't be changed: " + e.getCause(), e);
        }
    }

    /** A program that has just started may not be ready at once. */
    private void look(Target target) throws StartFailedException, InterruptedException {
        Instant deadline = Instant.now().plus(DOCTOR_TIMEOUT);
        AdminCli.Answer doctor = target.admin().ask("doctor");
        while (doctor.exitCode() != 0 && Instant.now().isBefore(deadline)) {
            Thread.sleep(DOCTOR_PAUSE.toMillis());
            doctor = target.admin().ask("doctor");
        }
        doctor.output().lines().forEach(line -> console.step("doctor", line));
        if (doctor.exitCode() != 0) {
            throw new StartFailedException("make doctor is not content; see above");
        }
        if (!areWell(List.of(target.checks().ledger()))) {
            throw new StartFailedException("The ledger does not balance; see above");
        }
    }
}
