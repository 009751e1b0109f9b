package dev.cdp.collector.journal;

import dev.cdp.collector.journal.JournalException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: takes all appends that wait, writes them at once, syncs if the policy
 * says so, and answers them. Positions and sequences are given here and taken back when a write
 * fails, so that there is no gap in them.
 */
final class Writer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final long IDLE_NANOS = Duration.ofMillis(100).toNanos();
    private static final long MAX_GROUP_BYTES = 1024 * 1024;
    /** So many at once come from clients that send without a pause: more are on their way. */
    private static final int CROWD = 4;
    /** Lets them come together: each group costs a system call and wakes who waits. */
    private static final long GATHER_NANOS = 50_000;

    private final JournalConfig config;
    private final Identity identity;
    private final Intake intake;
    private final ActiveSegment active;
    private final Segments segments;
    private final Trimmer trimmer;
    private final Tail tail;
    private final Runnable committed;
    private final JournalListener listener;
    private final Encoder encoder;
    private final DiskHealth health;

    private long nextPosition;
    private boolean identityWritten;
    private volatile boolean closing;

    Writer(
            JournalConfig config,
            Identity identity,
            Intake intake,
            ActiveSegment active,
            Segments segments,
            Trimmer trimmer,
            Tail tail,
            Runnable committed,
            JournalListener listener,
            long nextPosition) {
        this.config = config;
        this.identity = identity;
        this.intake = intake;
        this.active = active;
        this.segments = segments;
        this.trimmer = trimmer;
        this.tail = tail;
        this.committed = committed;
        this.listener = listener;
        this.encoder = new Encoder(identity, config.disk().maxRecordBytes());
        this.health = new DiskHealth(intake, config);
        this.nextPosition = nextPosition;
    }

    /** Writes what is queued and ends. */
    void close() {
        closing = true;
        intake.wake();
    }

    @Override
    public void run() {
        try {
            write();
            active.close();
        } catch (IOException e) {
            LOG.error("the last sync of the journal failed", e);
        } catch (Throwable e) {
            LOG.error("the journal's writer died: the collector takes no more events and has to be restarted", e);
            throw e;
        } finally {
            intake.end(new JournalException(Reason.CLOSED, "the journal is closed"));
        }
    }

    private void write() {
        while (true) {
            boolean last = closing;
            boolean ready = (health.isGood() && active.isTrusted()) || health.recover(this::recover);
            Append first = intake.poll();
            if (first == null) {
                if (last) {
                    return;
                }
                intake.await(IDLE_NANOS);
            } else if (ready) {
                int together = writeGroup(first);
                if (together >= CROWD) {
                    intake.rest(GATHER_NANOS);
                }
            } else {
                fail(List.of(first), health.problem());
            }
        }
    }

    private void recover() throws IOException {
        if (health.isDiskFull()) {
            trimmer.sacrificeOldest();
        }
        if (!identityWritten) {
            identity.write(config.directory());
            identityWritten = true;
        }
        active.restore(nextPosition);
        prepare();
    }

    private void prepare() throws IOException {
        if (active.current().offset() >= config.disk().segmentBytes()) {
            active.roll(nextPosition);
        }
        while (segments.bytes() >= config.disk().maxBytes()) {
            if (!trimmer.sacrificeOldest()) {
                throw new JournalException(
                        Reason.LIMIT_REACHED, "the journal is full: Kafka has not taken its records yet");
            }
        }
    }

    /** How many appends it took. */
    private int writeGroup(Append first) {
        Group group = new Group(nextPosition, encoder.nextSequence());
        group.include(first);
        try {
            prepare();
            gather(first, group);
            active.current().flush();
        } catch (IOException | RuntimeException e) {
            undo(group, e);
            fail(group.appends(), health.problem());
            return group.appends().size();
        }
        commit(group);
        return group.appends().size();
    }

    private void gather(Append first, Group group) throws IOException {
        long enough = Math.min(MAX_GROUP_BYTES, config.disk().segmentBytes());
        for (Append append = first; append != null; append = group.bytes() < enough ? intake.poll() : null) {
            List<JournalRecord> records;
            try {
                records = encoder.encode(append);
            } catch (JournalException e) {
                group.exclude(append);
                fail(List.of(append), e);
                continue;
            }
            group.include(append);
            group.write(records, active.current());
        }
    }

    /** Takes back what was written of a group. */
    private void undo(Group group, Exception why) {
        encoder.takeBack(group.firstSequence());
        try {
            active.current().rollBack();
        } catch (IOException e) {
            active.distrust();
        }
        if (!(why instanceof JournalException) && !DiskHealth.isFull(why)) {
            active.distrust();
        }
        health.failed(why);
    }

    private void commit(Group group) {
        boolean safe = isSafe(group);
        nextPosition = group.nextPosition();
        active.current().commit();
        listener.appended(group.records().size(), group.bytes());
        if (safe) {
            tail.publish(group.records());
            committed.run();
            Answers.succeed(group.appends());
        } else {
            // They are in the file, which is written again: kept, though they are not promised.
            tail.publishOnDisk(nextPosition - 1);
            fail(group.appends(), health.problem());
        }
    }

    private boolean isSafe(Group group) {
        if (config.sync().policy() != FsyncPolicy.ALWAYS || group.records().isEmpty()) {
            return true;
        }
        try {
            active.force();
            return true;
        } catch (IOException e) {
            health.failed(e);
            return false;
        }
    }

    private void fail(Collection<Append> appends, JournalException why) {
        appends.forEach(append -> listener.refused(why.reason()));
        Answers.fail(appends, why);
    }
}
