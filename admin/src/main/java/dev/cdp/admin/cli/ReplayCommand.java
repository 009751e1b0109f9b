package dev.cdp.admin.cli;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.config.FlinkSettings;
import dev.cdp.admin.migrate.Database;
import dev.cdp.admin.migrate.DatabaseTarget;
import dev.cdp.admin.reprocess.Application;
import dev.cdp.admin.reprocess.Comparison;
import dev.cdp.admin.reprocess.Difference;
import dev.cdp.admin.reprocess.FunctionVersions;
import dev.cdp.admin.reprocess.Moment;
import dev.cdp.admin.reprocess.Replay;
import dev.cdp.admin.reprocess.ReplayRun;
import dev.cdp.admin.reprocess.Replays;
import dev.cdp.admin.reprocess.Sql;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** One of: a new replay, what to do with an earlier one, or the list of all. */
@Command(
        name = "replay",
        description = {
            "Runs the archive again through the functions of now, into rows beside those that stand,",
            "and shows the difference before anything is replaced. Without options: lists the replays."
        })
final class ReplayCommand implements Runnable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @ParentCommand
    private AdminCli root;

    @Spec
    private CommandSpec spec;

    @Option(names = "--from", paramLabel = "TIME", description = "The first received_at: " + Moment.ALLOWED + ".")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            defaultValue = "now",
            description = "The received_at that all events are before (default: now).")
    private String to;

    @Option(
            names = "--workspace",
            paramLabel = "ID",
            defaultValue = "",
            description = "Whose events (default: those of all workspaces).")
    private String workspaceId;

    @Option(
            names = "--function",
            paramLabel = "NAME@VERSION",
            defaultValue = "",
            description = "Runs in this version, whatever the current one is: " + FunctionVersions.ALLOWED + ".")
    private String function;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the job; it takes as many slots (default: 1).")
    private int parallelism;

    @Option(
            names = "--compare",
            paramLabel = "REPLAY",
            description = "Waits for its job, which is submitted if it was not, and compares (again).")
    private String compare;

    @Option(names = "--apply", paramLabel = "REPLAY", description = "Puts its rows in the place of those that stand.")
    private String apply;

    @Option(names = "--drop", paramLabel = "REPLAY", description = "Ends its job, and deletes what it has made.")
    private String drop;

    @Override
    public void run() {
        List<String> given = new ArrayList<>();
        for (String one : new String[] {from, compare, apply, drop}) {
            if (one != null) {
                given.add(one);
            }
        }
        if (given.size() > 1) {
            throw wrong("--from, --compare, --apply and --drop are four different things to do: give one of them");
        }
        try (Sql clickHouse = new Sql(DatabaseTarget.fromEnvironment(Database.CLICKHOUSE, root.environment()))) {
            Replays replays = new Replays(clickHouse);
            if (from != null) {
                start(clickHouse, replays);
            } else if (compare != null) {
                compare(clickHouse, replays, compare);
            } else if (apply != null) {
                apply(clickHouse, replays);
            } else if (drop != null) {
                drop(replays);
            } else {
                list(replays);
            }
        }
        out().flush();
    }

    private void start(Sql clickHouse, Replays replays) {
        Instant now = Instant.now();
        Instant first = moment("--from", from, now);
        Instant end = moment("--to", to, now);
        if (!first.isBefore(end)) {
            throw wrong("--from must be before --to, but %s is not before %s"
                    .formatted(TIME.format(first), TIME.format(end)));
        }
        if (parallelism < 1) {
            throw wrong("--parallelism is '%d', but it must be 1 or more".formatted(parallelism));
        }
        String functions = functions();
        long records = replays.records(workspaceId, first, end);
        if (records == 0) {
            throw new AdminException("the archive has no event%s that was received from %s to %s"
                    .formatted(
                            workspaceId.isEmpty() ? "" : " of workspace " + workspaceId,
                            TIME.format(first),
                            TIME.format(end)));
        }
        String id = ID.format(now);
        String by = root.environment().getOrDefault("USER", "cdp-admin");
        replays.add(id, workspaceId, first, end, functions, by);
        out().printf(
                        "Replay %s: %,d records of the archive, %s to %s%n",
                        id, records, TIME.format(first), TIME.format(end));
        compare(clickHouse, replays, id);
    }

    private String functions() {
        if (function.isEmpty()) {
            return "[]";
        }
        List<FunctionVersions.Wanted> wanted = wanted();
        try (Sql postgres = new Sql(DatabaseTarget.fromEnvironment(Database.POSTGRES, root.environment()))) {
            return new FunctionVersions(postgres).read(wanted, workspaceId);
        }
    }

    private List<FunctionVersions.Wanted> wanted() {
        try {
            return FunctionVersions.parse(function);
        } catch (IllegalArgumentException e) {
            throw wrong("--function is '%s', but it must be %s".formatted(function, FunctionVersions.ALLOWED));
        }
    }

    private void compare(Sql clickHouse, Replays replays, String id) {
        Replay asked = replays.get(id);
        if (!asked.isRead() || asked.state() == Replay.State.RUNNING) {
            if (asked.jobId().isEmpty()) {
                runs(replays).submit(id, arguments());
            }
            Progress progress = new Progress(out());
            runs(replays)
                    .follow(
                            id,
                            (replay, problem) -> progress.say(
                                    "read",
                                    Math.min(replay.recordsRead(), replay.records()),
                                    replay.records(),
                                    problem.isEmpty() ? "" : "the job is being restarted: " + problem));
        }
        Progress progress = new Progress(out());
        new Comparison(clickHouse).run(replays.get(id), (done, all) -> progress.say("compared", done, all, ""));
        out().println();
        new Difference(clickHouse).print(replays.get(id), out());
        out().printf(
                        "%nNothing has been replaced. To replace what differs: make replay apply=%s; to forget it: make replay drop=%s%n",
                        id, id);
    }

    private void apply(Sql clickHouse, Replays replays) {
        Progress progress = new Progress(out());
        new Application(clickHouse).run(replays.get(apply), (done, all) -> progress.say("applied", done, all, ""));
        out().printf(
                        "Replay %s is applied. Its own rows are still there: make replay drop=%s deletes them%n",
                        apply, apply);
    }

    private void drop(Replays replays) {
        Replay replay = replays.get(drop);
        if (replay.state() == Replay.State.APPLYING) {
            throw new AdminException("replay %s is applied in part: make replay apply=%s first".formatted(drop, drop));
        }
        runs(replays).cancel(replay);
        replays.drop(drop);
        out().println("Replay " + drop + " is gone.");
    }

    private void list(Replays replays) {
        List<Replay> all = replays.all();
        if (all.isEmpty()) {
            out().println(
                            "There is no replay. To begin one: make replay from=-1h [to=…] [workspace=…] [function=NAME@VERSION]");
            return;
        }
        out().printf(
                        "%-17s %-10s %-21s %-21s %-38s %s%n",
                        "replay", "state", "from", "to", "workspace", "records read");
        for (Replay replay : all) {
            out().printf(
                            "%-17s %-10s %-21s %-21s %-38s %,d of %,d%n",
                            replay.id(),
                            replay.state().name().toLowerCase(Locale.ROOT),
                            TIME.format(replay.from()),
                            TIME.format(replay.to()),
                            replay.workspaceId().isEmpty() ? "all" : replay.workspaceId(),
                            replay.recordsRead(),
                            replay.records());
        }
    }

    private List<String> arguments() {
        Map<String, String> environment = root.environment();
        return List.of(
                "--kafka",
                environment.getOrDefault("CDP_KAFKA_BOOTSTRAP", "127.0.0.1:9092"),
                "--clickhouse",
                environment.getOrDefault("CDP_CLICKHOUSE_URL", "http://127.0.0.1:8123"),
                "--parallelism",
                Integer.toString(parallelism));
    }

    private ReplayRun runs(Replays replays) {
        Map<String, String> environment = root.environment();
        return new ReplayRun(
                replays,
                new FlinkSettings(
                        environment.getOrDefault("CDP_FLINK_URL", "http://127.0.0.1:8081"),
                        Duration.ofSeconds(20),
                        environment.getOrDefault("CDP_JOB_JAR", ""),
                        "manual"));
    }

    private Instant moment(String option, String text, Instant now) {
        try {
            return Moment.parse(text, now);
        } catch (IllegalArgumentException e) {
            throw wrong("%s is '%s', but it must be %s".formatted(option, text, Moment.ALLOWED));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
