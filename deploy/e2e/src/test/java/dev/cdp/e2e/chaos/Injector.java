package dev.cdp.e2e.chaos;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.stack.AdminApi;
import dev.cdp.e2e.stack.Flink;
import dev.cdp.e2e.stack.Outage;
import dev.cdp.e2e.stack.Program;
import dev.cdp.e2e.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes faults happen, and takes back those that last. Does not wait until all is well again. */
final class Injector {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The beginning of a frame that says it is longer than what follows. */
    private static final byte[] HALF_A_RECORD = {0, 0, 1, 0, 1, 2, 3, 4, 5, 6, 7};

    private final Stack stack;
    private final PickyWarehouse warehouse;
    private final MovedClock clock;
    private final SmallDisk disk;
    private final Map<String, Integer> parallelism = new HashMap<>();

    /**
     * Injects into a stack.
     *
     * @param clock of its programs; null where clocks cannot be moved
     * @param disk of Flink's; null where there is none of its own
     */
    Injector(Stack stack, PickyWarehouse warehouse, MovedClock clock, SmallDisk disk) {
        this.stack = stack;
        this.warehouse = warehouse;
        this.clock = clock;
        this.disk = disk;
    }

    void inject(Fault fault) throws IOException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(fault.pauseMillis());
        switch (fault.kind()) {
            case KILL -> stack.kill(fault.target());
            case FREEZE -> freeze(fault);
            case AWAY -> {
                try (Outage away = stack.outage(fault.target())) {
                    TimeUnit.MILLISECONDS.sleep(fault.millis());
                }
            }
            case DISK_FULL -> {
                if (fault.target().equals(SmallDisk.FLINK)) {
                    fillSmallDisk(fault);
                } else {
                    fillDisk(fault);
                }
            }
            case CLOCK -> moveClock(fault);
            case TORN_JOURNAL -> tearJournal();
            case POISONED_FUNCTION -> {
                warehouse.poison();
                TimeUnit.MILLISECONDS.sleep(fault.millis());
                warehouse.mend();
            }
            case RESCALE -> rescale(fault.target());
            case SAVEPOINT_RESTORE -> stopAndRestore(fault.target());
            case REPLAY -> warehouse.replay();
            case ARCHIVE_REPLAY -> new ArchiveReplay(stack, warehouse.workspace()).runWhileKilled(fault.target());
        }
    }

    private void freeze(Fault fault) throws InterruptedException {
        long pid = alive(fault.target());
        signal("STOP", pid);
        try {
            TimeUnit.MILLISECONDS.sleep(fault.millis());
        } finally {
            // The supervisor may have started another one meanwhile.
            signal("CONT", pid);
        }
    }

    private static void signal(String name, long pid) {
        new Program(List.of("kill", "-" + name, Long.toString(pid)), Path.of("."), Map.of())
                .run(Duration.ofSeconds(10));
    }

    /** The process, which a fault before may have ended; then the next one. */
    private long alive(String component) {
        await(component + " runs").atMost(PATIENCE).until(() -> ProcessHandle.of(stack.pid(component))
                .isPresent());
        return stack.pid(component);
    }

    /** What writes to a file and not to a socket says that there is no room. */
    private void fillDisk(Fault fault) {
        String calls = "pwrite64,fdatasync,fsync,fallocate";
        String seconds = Double.toString(fault.millis() / 1e3);
        List<String> strace = List.of(
                "timeout",
                "-s",
                "INT",
                seconds,
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=" + calls,
                "-e",
                "inject=" + calls + ":error=ENOSPC",
                "-p",
                Long.toString(alive(fault.target())));
        new Program(strace, Path.of("."), Map.of()).run(Duration.ofMinutes(1));
    }

    /** Not without strace, a C compiler, or the right to mount. */
    static boolean isPossible(Fault fault) {
        return switch (fault.kind()) {
            case DISK_FULL -> fault.target().equals(SmallDisk.FLINK) ? SmallDisk.canBeMade() : Program.exists("strace");
            case CLOCK -> MovedClock.canBeMade();
            default -> true;
        };
    }

    private void moveClock(Fault fault) throws IOException, InterruptedException {
        String[] distance = fault.target().split("(?<=\\d)(?=[hm])");
        Duration unit = distance[1].equals("h") ? Duration.ofHours(1) : Duration.ofMinutes(1);
        clock.set(unit.multipliedBy(Long.parseLong(distance[0])));
        try {
            TimeUnit.MILLISECONDS.sleep(fault.millis());
        } finally {
            clock.set(Duration.ZERO);
        }
    }

    private void fillSmallDisk(Fault fault) throws IOException, InterruptedException {
        disk.fill();
        try {
            TimeUnit.MILLISECONDS.sleep(fault.millis());
        } finally {
            disk.empty();
        }
    }

    private void tearJournal() throws IOException {
        try (Outage down = stack.outage("collector");
                Stream<Path> files = Files.walk(stack.data("collector"))) {
            Path newest = files.filter(file -> file.toString().endsWith(".journal"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            Files.write(newest, HALF_A_RECORD, StandardOpenOption.APPEND);
        }
    }

    private void rescale(String name) {
        Flink.Job job = running(name);
        int subtasks = parallelism.merge(name, 1, (before, one) -> before == 1 ? 2 : 1);
        admin().post("/api/v1/jobs/" + job.id() + "/rescale", Map.of("parallelism", subtasks));
        awaitAnother(name, job);
    }

    private void stopAndRestore(String name) {
        Flink.Job job = running(name);
        AdminApi admin = admin();
        String path = "/api/v1/jobs/" + job.id() + "/savepoints";
        String trigger =
                admin.post(path, Map.of("stop", true)).get("trigger_id").asText();
        JsonNode[] savepoint = new JsonNode[1];
        await("savepoint of " + name).atMost(PATIENCE).until(() -> {
            savepoint[0] = admin.get(path + "/" + trigger);
            return !savepoint[0].path("path").asText("").isEmpty();
        });
        admin.post(
                "/api/v1/jobs",
                Map.of(
                        "kind",
                        name.substring("cdp-".length()),
                        "parallelism",
                        parallelism.getOrDefault(name, 2),
                        "savepoint_path",
                        savepoint[0].get("path").asText()));
        awaitAnother(name, job);
    }

    /** A job is changed when it runs, and so does what changes it. */
    private Flink.Job running(String name) {
        stack.awaitReady();
        await("the admin service").atMost(PATIENCE).ignoreExceptions().until(() -> admin() != null);
        return find(name);
    }

    private void awaitAnother(String name, Flink.Job before) {
        await(name + " goes on").atMost(PATIENCE).ignoreExceptions().until(() -> {
            Flink.Job now = find(name);
            return now.isRunning() && !now.id().equals(before.id());
        });
    }

    private Flink.Job find(String name) {
        return stack.flink().jobs().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private AdminApi admin() {
        return stack.admin();
    }
}
