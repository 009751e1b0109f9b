package dev.cdp.collector.journal;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done from time to time: the cursor written down, old segments deleted, new bytes synced. */
final class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final long TRIM_MILLIS = 1_000;

    private final JournalConfig config;
    private final CursorFile file;
    private final InFlight inFlight;
    private final Trimmer trimmer;
    private final ActiveSegment active;
    private final Intake intake;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "journal-keeper");
        thread.setDaemon(true);
        return thread;
    });
    private long written = -1;
    private boolean failing;

    Keeper(
            JournalConfig config,
            CursorFile file,
            InFlight inFlight,
            Trimmer trimmer,
            ActiveSegment active,
            Intake intake) {
        this.config = config;
        this.file = file;
        this.inFlight = inFlight;
        this.trimmer = trimmer;
        this.active = active;
        this.intake = intake;
    }

    void start() {
        every(config.times().cursor().toMillis(), () -> writeCursor(false));
        every(Math.min(TRIM_MILLIS, Math.max(1, config.disk().trimGrace().toMillis())), trimmer::trim);
        if (config.sync().policy() == FsyncPolicy.INTERVAL) {
            every(config.sync().interval().toMillis(), this::sync);
        }
    }

    private void every(long millis, Task task) {
        var unused = executor.scheduleWithFixedDelay(() -> run(task), millis, millis, TimeUnit.MILLISECONDS);
    }

    private interface Task {
        void run() throws IOException;
    }

    private void run(Task task) {
        try {
            task.run();
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                LOG.error("the journal's upkeep failed, it is tried again", e);
            }
            failing = true;
        }
    }

    private void sync() {
        if (!active.syncBehind()) {
            // The writer replaces the segment.
            intake.wake();
        }
    }

    private void writeCursor(boolean durable) throws IOException {
        long cursor = inFlight.cursor();
        if (cursor != written || durable) {
            file.write(cursor, durable);
            written = cursor;
        }
    }

    /** Writes the cursor down for good. */
    void close() throws IOException, InterruptedException {
        executor.shutdown();
        executor.awaitTermination(10, TimeUnit.SECONDS);
        writeCursor(true);
    }
}
