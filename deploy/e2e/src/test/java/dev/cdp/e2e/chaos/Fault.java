package dev.cdp.e2e.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A fault of a run.
 *
 * @param target component, job or distance, empty where there is nothing to choose
 * @param millis how long it lasts, where it lasts
 * @param pauseMillis before it, while what came before it is still being recovered from
 */
record Fault(Kind kind, String target, int millis, int pauseMillis) {
    private static final int MOST_PAUSE = 4_000;

    /** What goes wrong; the numbers are rows of the fault catalogue. */
    enum Kind {
        /** kill -9: rows 15, 17, 18, 25, 37, 50. */
        KILL(0),
        /** SIGSTOP, later SIGCONT: rows 6, 15, 21, 28, 43, 45. */
        FREEZE(12_000),
        /** Killed, and not started again for a while. */
        AWAY(12_000),
        /** The journal's disk has no room, or that of Flink's checkpoints and working files: row 33. */
        DISK_FULL(4_000),
        /** The clock of all programs is set, and later set back: row 27. */
        CLOCK(8_000),
        /** A crash has left half a record at the journal's end: row 31. */
        TORN_JOURNAL(0),
        /** A function that never ends: row 46. */
        POISONED_FUNCTION(4_000),
        /** A job goes on with another parallelism: row 25. */
        RESCALE(0),
        /** A job is stopped with a savepoint and goes on from there: row 29. */
        SAVEPOINT_RESTORE(0),
        /** What was rejected is sent through the functions again. */
        REPLAY(0),
        /** The archive is read again, a process is killed meanwhile, and what comes of it is put in the rows' place. */
        ARCHIVE_REPLAY(0);

        private final int mostMillis;

        Kind(int mostMillis) {
            this.mostMillis = mostMillis;
        }
    }

    /**
     * So many of a seed's choice: each once before any comes a second time.
     *
     * @param possible what this machine can do
     */
    static List<Fault> schedule(long seed, int count, Predicate<Fault> possible) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        while (faults.size() < count) {
            List<Fault> each = new ArrayList<>(catalogue());
            each.removeIf(possible.negate());
            Collections.shuffle(each, random);
            each.forEach(fault -> faults.add(new Fault(
                    fault.kind,
                    fault.target,
                    fault.kind.mostMillis == 0 ? 0 : 1_000 + random.nextInt(fault.kind.mostMillis),
                    random.nextInt(MOST_PAUSE))));
        }
        return List.copyOf(faults.subList(0, count));
    }

    private static List<Fault> catalogue() {
        List<String> processes = List.of(
                "taskmanager",
                "jobmanager",
                "zookeeper",
                "clickhouse",
                "kafka",
                "postgres",
                "redis",
                "collector",
                "admin");
        return Stream.of(
                        of(Kind.KILL, processes),
                        of(Kind.FREEZE, processes),
                        of(Kind.AWAY, List.of("clickhouse", "kafka", "postgres", "redis")),
                        of(Kind.DISK_FULL, List.of("collector", SmallDisk.FLINK)),
                        of(Kind.CLOCK, List.of("+25h", "-25h", "+20m", "-20m")),
                        of(Kind.TORN_JOURNAL, List.of("collector")),
                        of(Kind.POISONED_FUNCTION, List.of("")),
                        of(Kind.RESCALE, List.of("cdp-processing", "cdp-delivery-clickhouse")),
                        of(Kind.SAVEPOINT_RESTORE, List.of("cdp-processing", "cdp-archive")),
                        of(Kind.REPLAY, List.of("")),
                        of(Kind.ARCHIVE_REPLAY, List.of("taskmanager", "clickhouse")))
                .flatMap(faults -> faults)
                .toList();
    }

    private static Stream<Fault> of(Kind kind, List<String> targets) {
        return targets.stream().map(target -> new Fault(kind, target, 0, 0));
    }

    @Override
    public String toString() {
        return (kind + " " + target).strip() + (millis == 0 ? "" : " for " + millis + " ms");
    }
}
